import unittest

from board.settings import Settings, read_settings

URL = {"DATABASE_URL": "postgresql://somewhere"}


class ReadSettings(unittest.TestCase):
    def test_takes_port_and_level_by_default(self) -> None:
        self.assertEqual(read_settings(URL), Settings("postgresql://somewhere", 8000, "info"))

    def test_takes_a_level_in_capitals(self) -> None:
        self.assertEqual(read_settings({**URL, "LOG_LEVEL": "DEBUG"}).log_level, "debug")

    def test_refuses_a_port_that_is_none(self) -> None:
        for port in ("0", "65536", "-1", "http", ""):
            with self.subTest(port), self.assertRaisesRegex(SystemExit, "API_PORT must be"):
                read_settings({**URL, "API_PORT": port})

    def test_tells_every_problem_at_once(self) -> None:
        with self.assertRaises(SystemExit) as ended:
            read_settings({"API_PORT": "x", "LOG_LEVEL": "loud"})
        self.assertEqual([line.split()[0] for line in str(ended.exception).splitlines()], ["DATABASE_URL", "API_PORT", "LOG_LEVEL"])
