"""A mail server on this machine that keeps what it takes, and can be told to misbehave."""

import socketserver
import threading
from contextlib import contextmanager


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(220)
        for line in self.rfile:
            verb = line[:4].upper().decode()
            if verb == "QUIT":
                self.say(221)
                return
            if verb == "RCPT" and self.server.mood == "refuse":
                self.say(550)
            elif verb == "DATA":
                self.say(354)
                if not self.take():
                    return
            else:
                self.say(250)

    def take(self):
        content = b"".join(iter(self.rfile.readline, b".\r\n"))
        if self.server.mood == "break before taking":
            return False
        self.server.taken.append(content)
        if self.server.mood == "break after taking":
            return False
        self.say(250)
        return True

    def say(self, code):
        self.wfile.write(f"{code} x\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


@contextmanager
def mail_server():
    """With `port`, `taken` (each message as sent) and `mood`."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.taken, server.mood = [], "kind"
        server.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
