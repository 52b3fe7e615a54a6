"""What every page is made of: the frame, the components, the fields that draw themselves, Danish dates.

The markup is the Danish design system's (vendored), in a theme of our own; htmx only improves pages that work
without it. A room that lends something to a page of a lower room does it through a slot.
"""
