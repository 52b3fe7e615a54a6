"""Roster import: a list from a school or day-care system becomes a change set that a person says yes to.

Purpose: the children here are those the municipality really has, without anybody typing them in.
Basis: the municipality's duty to supervise the conditions of every child and to offer day-care and school.
Words: a *roster* is the file; a *change set* is what it would change; a *bucket* is a pile of changes of one
kind; a *question* is what only a person may decide. Identity is an exact CPR number, an exact replacement
number, or the answer of a person. Likeness is only ever a reason to ask.
"""
