from kaohe.packs import pack_file, pack_ids


def test_ids_are_the_file_names_of_a_kind_sorted():
    ids = pack_ids("policies")
    assert "guangdong-2016" in ids
    assert list(ids) == sorted(ids)
    assert pack_ids("policies", ".nothing") == ()


def test_a_shipped_file_is_text_in_utf8():
    assert pack_file("policies", "guangdong-2016.yaml").read_text(encoding="utf-8")
