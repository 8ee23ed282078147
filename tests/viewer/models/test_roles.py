from __future__ import annotations

from PySide6.QtCore import Qt

from viewer.models.roles import Role


def test_roles_are_apart_from_qt_s_and_from_each_other():
    assert len(set(Role)) == len(Role)
    assert all(role > int(Qt.ItemDataRole.UserRole) for role in Role)
