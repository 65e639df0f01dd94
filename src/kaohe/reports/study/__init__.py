"""The page of a study."""


def write_study_report(path, study, *, lang, hashes):
    path.write_text("")
