"""The guide, vejviseren: what one does from the first wonder to an agreed next step, by whom and within what time.

Basis: the municipality's duty to guide and to act early (barnets lov, chapter 2); the content is about nobody. The
same steps have three faces: public pages, a checklist that another room keeps for a child, and rehearsal on invented
children. A time of law comes from the rule table; a local time may be tighter, never looser.
"""
