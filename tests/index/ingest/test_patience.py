"""Patience with clocks that tell what they are told to tell."""

from index.ingest.patience import MOST_TIMES, Stint, Vigil


class Machine:
    """A clock, and the processor time of one process on it."""

    def __init__(self):
        self.now = 100.0
        self.used = 50.0

    def pass_by(self, seconds, busy):
        self.now += seconds
        self.used += seconds * busy


def stint(machine, seconds=7.0):
    return Stint(seconds, lambda: machine.used, lambda: machine.now)


def vigil(machine, seconds=15.0):
    return Vigil(seconds, lambda: machine.used, lambda: machine.now)


def over_after(machine, watched, busy, most=1000):
    """Return after how many seconds the patience ends, looked at ten times a second."""
    begin = machine.now
    for _ in range(most * 10):
        machine.pass_by(0.1, busy)
        if watched.over:
            return machine.now - begin
    return None


def test_work_on_an_idle_machine_takes_its_seconds():
    machine = Machine()
    assert 7.0 <= over_after(machine, stint(machine), 1.0) <= 7.2
    assert 15.0 <= over_after(machine, vigil(machine), 1.0) <= 17.0


def test_work_on_a_busy_machine_takes_longer_by_the_clock():
    machine = Machine()
    assert 27.9 <= over_after(machine, stint(machine), 0.25) <= 28.2
    assert 60.0 <= over_after(machine, vigil(machine), 0.25) <= 65.0


def test_who_does_nothing_is_measured_by_the_clock():
    machine = Machine()
    assert 15.0 <= over_after(machine, vigil(machine), 0.0) <= 16.5
    polling = vigil(machine)
    assert over_after(machine, polling, 0.0005) <= 16.5


def test_who_stops_working_is_not_forgiven_for_what_it_did():
    machine = Machine()
    watched = vigil(machine)
    assert over_after(machine, watched, 0.5, most=20) is None
    assert 14.0 <= over_after(machine, watched, 0.0) <= 16.5


def test_nobody_takes_many_times_as_long_by_the_clock():
    machine = Machine()
    most = 15.0 * MOST_TIMES
    assert most <= over_after(machine, vigil(machine), 0.01) <= most + 1.5
    most = 7.0 * MOST_TIMES
    assert most <= over_after(machine, stint(machine), 0.0) <= most + 0.2


def test_a_sign_of_life_begins_anew():
    machine = Machine()
    ours, watched = stint(machine), vigil(machine)
    for _ in range(20):
        assert over_after(machine, ours, 1.0, most=5) is None
        assert over_after(machine, watched, 1.0, most=5) is None
        ours.restart()
        watched.restart()


def test_a_machine_that_slept_is_no_hung_reader():
    machine = Machine()
    watched = vigil(machine)
    assert over_after(machine, watched, 0.0, most=10) is None
    machine.pass_by(3600.0, 0.0)
    assert not watched.over
    assert 15.0 <= over_after(machine, watched, 0.0) <= 16.5


def test_what_was_used_before_does_not_count():
    machine = Machine()
    machine.used = 1000.0
    assert over_after(machine, vigil(machine), 1.0, most=14) is None
