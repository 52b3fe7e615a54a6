from django.db import migrations

# As the file has them since. What is asked of the adult is new; not a word of the signs is, and rounds that are open
# need it more than the next.
ACTS_NOW = (
    "Gør skade på sig selv eller taler om ikke at ville være her",
    "Taler om ikke at være noget værd eller om at ville forsvinde",
    "Viser tegn på at have gjort sig selv ondt",
    "Taler, skriver eller viser, at livet ikke er til at holde ud",
    "Har mistet håbet om, at noget kan blive bedre",
    "Har mærker eller skader, som ingen kan forklare",
    "Kommer med skader eller ømhed, som barnet ikke vil tale om",
    "Den unge er ikke tryg ved at være hjemme",
    "Lever i et forhold, hvor den unge er bange",
    "Er viklet ind i et fællesskab, der er farligt for den unge eller for andre",
    "Spiser så lidt eller så voldsomt, at kroppen tager skade",
    "Har ikke et fast sted at sove",
)


def mark(apps, schema_editor):
    signs = apps.get_model("screening", "Indicator").objects.filter(instrument__key="samspor-trivsel")
    signs.filter(instrument__version="1", text__in=ACTS_NOW).update(acts_now=True)


class Migration(migrations.Migration):
    dependencies = [("screening", "0011_acts_now")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
