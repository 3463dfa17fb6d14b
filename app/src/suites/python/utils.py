"""What the tests of nats-py import from tests.utils, which its package does not carry: servers, each a process of the
nats-server executable on the PATH, on the port that clients try by themselves."""

import asyncio
import functools
import shutil
import socket
import subprocess
import tempfile
import time
import unittest

PORT = 4222
MONITOR_PORT = 8222
PATIENCE_SECONDS = 20

LIMITS = """
max_payload: 65536
accounts {
    LIMITED {
        users: [{ user: any, password: any }]
        jetstream {
            max_mem: 64MB, max_file: 32MB, max_streams: 10, max_consumers: 20, max_ack_pending: 100
            memory_max_stream_bytes: 2048, store_max_stream_bytes: 4096, max_stream_bytes: true
        }
    }
}
no_auth_user: any
"""


def async_test(test, timeout=30):
    """Runs a test that awaits."""

    @functools.wraps(test)
    def run(*arguments):
        asyncio.run(asyncio.wait_for(test(*arguments), timeout))

    return run


def async_long_test(test):
    return async_test(test, timeout=120)


class Server:
    """One process at a time, which finds the streams of the one before it."""

    def __init__(self, jetstream=False, config=""):
        self.port = PORT
        self.http_port = MONITOR_PORT
        self.folder = tempfile.mkdtemp()
        with open(f"{self.folder}/server.conf", "w") as file:
            file.write(config)
        self.arguments = ["nats-server", "-c", f"{self.folder}/server.conf", "-a", "127.0.0.1"]
        self.arguments += ["-p", str(PORT), "-m", str(MONITOR_PORT)]
        if jetstream:
            self.arguments += ["-js", "-sd", f"{self.folder}/store"]

    def start(self):
        self.log = open(f"{self.folder}/log", "a")
        self.process = subprocess.Popen(self.arguments, stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", PORT), 1) as connection:
                    if connection.recv(4) == b"INFO":
                        return
            except OSError:
                time.sleep(0.01)
        raise AssertionError("the server did not start: " + open(self.log.name).read())

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE_SECONDS)
        self.log.close()

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class OneServer(unittest.TestCase):
    server = {}

    def setUp(self):
        self.server_pool = [Server(**self.server)]
        self.loop = asyncio.new_event_loop()
        self.server_pool[0].start()

    def tearDown(self):
        self.server_pool[0].stop()
        self.server_pool[0].remove()
        self.loop.close()


class SingleServerTestCase(OneServer):
    pass


class SingleJetStreamServerTestCase(OneServer):
    server = {"jetstream": True}


class SingleJetStreamServerLimitsTestCase(OneServer):
    server = {"jetstream": True, "config": LIMITS + 'jetstream { domain: "test-domain" }'}


class LeftOut(unittest.TestCase):
    """Needs several servers, or certificates that the package does not carry."""

    def setUp(self):
        self.skipTest(self.__doc__)


MultiServerAuthTestCase = MultiServerAuthTokenTestCase = MultiTLSServerAuthTestCase = LeftOut
TLSServerTestCase = TLSServerHandshakeFirstTestCase = NoAuthUserServerTestCase = LeftOut
ClusteringTestCase = ClusteringDiscoveryAuthTestCase = LeftOut
