"""The forms of people."""

from samspor.people.forms.children import (
    AffiliateForm,
    ChildForm,
    CorrectForm,
    CorrectGuardianForm,
    EmergencyForm,
    EndEnrolmentForm,
    EndForm,
    EnrolForm,
    GuardianForm,
    LastDayForm,
    LeaveForm,
    RegisterForm,
    ReviewForm,
)
from samspor.people.forms.expecting import (
    ExpectFirstForm,
    ExpectForm,
    ExpectSiblingForm,
)
from samspor.people.forms.person import (
    PersonForm,
)
from samspor.people.forms.places import (
    CloseUnitForm,
    EmployForm,
    GroupNameForm,
    OpenGroupForm,
    TakeOnForm,
)

__all__ = [
    "AffiliateForm",
    "ChildForm",
    "CloseUnitForm",
    "CorrectForm",
    "CorrectGuardianForm",
    "EmergencyForm",
    "EmployForm",
    "EndEnrolmentForm",
    "EndForm",
    "EnrolForm",
    "ExpectFirstForm",
    "ExpectForm",
    "ExpectSiblingForm",
    "GroupNameForm",
    "GuardianForm",
    "LastDayForm",
    "LeaveForm",
    "OpenGroupForm",
    "PersonForm",
    "RegisterForm",
    "ReviewForm",
    "TakeOnForm",
]
