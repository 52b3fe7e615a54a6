"""The two marks of a view."""

from samspor.ui import doors


def test_marks_a_view_as_open_to_everybody():
    view = doors.public(lambda request: request)
    assert (doors.is_public(view), doors.is_about_nobody(view)) == (True, False)


def test_marks_a_view_as_about_nobody():
    view = doors.about_nobody(lambda request: request)
    assert (doors.is_public(view), doors.is_about_nobody(view)) == (False, True)
