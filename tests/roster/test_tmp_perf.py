import time, resource, tracemalloc
from samspor.people.api import Employment
from samspor.roster import jobs, actions
from samspor.roster.models import ChangeSet
from tests.cast import NOW
from tests.roster.conftest import line

def rows(n):
    out=[]
    for i in range(n):
        d=61+i%28; m=1+(i//28)%12; y=(i//336)%8+16; s=4000+i//2688
        out.append(line(cpr=f"{d:02}{m:02}{y:02}{s:04}", navn=f"Barn Sofie Nummer{i}", adresse=f"Vej {i}, 9999 Fjordby", voksen=f"Mie Nummer{i}", mobil="55551234", myndighed="Fælles"))
    return out

def rss(): 
    return int(open('/proc/self/statm').read().split()[1])*4//1024

def test_perf(handed_in, cast, capsys):
    for n in (1000, 40000):
        t=time.time(); r0=rss()
        read=handed_in(rows(n)) 
        t1=time.time()
        if read.state=="reading":
            jobs.read_list.func(str(read.pk))
        read.refresh_from_db()
        with capsys.disabled(): print(n, read.state, "upload", round(t1-t,1), "read", round(time.time()-t,1), "rss", r0, rss(), "peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024)
        if n==1000:
            t=time.time(); actions.apply_change_set(by=cast.actor("lars"), change_set=read, at=NOW); jobs.apply_list.func(str(read.pk)); read.refresh_from_db()
            with capsys.disabled(): print("apply", read.state, round(time.time()-t,1))
            t=time.time(); actions.undo_change_set(by=cast.actor("lars"), change_set=read, at=NOW)
            with capsys.disabled(): print("undo", round(time.time()-t,1))
