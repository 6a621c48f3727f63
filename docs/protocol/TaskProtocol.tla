----------------------------- MODULE TaskProtocol -----------------------------
(* The task protocol of Lapwing: what executors, their queue, their run table
   and their tile store do to one another while a run is under way. README.md
   says what is modelled and what is not. The names are those of the code in
   executor/, package dev.lapwing.executor. *)
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
  Graph,        \* the task graph, see Graphs.tla
  Workers,      \* those who perform tasks
  ProcessOf,    \* the process of each worker
  Clients,      \* those who create the run and seed it, cancel and resume it
  Joined,       \* whether executors joined the run, and so always look for what was written before
  InMemory,     \* whether tiles are in memory, so that kernels work in place and no child is kept
  Deliveries,   \* how often a task is given out before the run fails
  MostReceives, \* up to where a message's deliveries are counted
  Strikes,      \* what kinds of misfortune there are
  Misfortunes,  \* how many of them may happen
  Cancels,      \* how often the run may be cancelled
  Resumes,      \* how often clients may begin to resume it
  Mistake       \* NONE, or what is wrong with the protocol

Mistakes == {
  "ONLY_WHOEVER_FILLS_THE_SET_SENDS", "A_COUNTER_INSTEAD_OF_A_SET", "DELETE_BEFORE_WORK",
  "MARK_DONE_BEFORE_TELLING", "MARK_DONE_BEFORE_SENDING", "TELL_BEFORE_WRITE", "OUTPUTS_EXIST_SO_DELETE_THE_MESSAGE",
  "THE_KEPT_CHILD_IS_NOT_RECORDED", "FREE_BEFORE_MARKING", "FREEING_AGAIN_COUNTS_AGAIN",
  "SEEDED_IS_MARKED_FIRST", "RESUME_BEFORE_SENDING", "CHILDREN_ARE_LOOKED_AT_BEFORE_PARENTS",
  "A_RECORD_IS_WRITTEN_OVER", "A_RESUME_SENDS_ONLY_ROOTS", "THE_QUEUE_IS_EMPTIED_BEFORE_SENDING",
  "A_STOPPED_RUN_LOSES_ITS_MESSAGES",
  "A_STOPPED_EXECUTOR_GOES_ON", "A_REFUSED_END_IS_TAKEN_FOR_AN_END",
  "MISSING_IS_ZERO", "NO_CLAIMS", "A_REFUSED_CLAIM_DELETES_THE_MESSAGE",
  "EDGES_ARE_NOT_LOOKED_AT", "REFUSALS_WEAR_A_MESSAGE_OUT", "CHAINS_WEAR_A_MESSAGE_OUT",
  "THE_LAST_END_STANDS"}

ASSUME Mistake \in Mistakes \cup {"NONE"}

-------------------------------------------------------------------------------
(* The task graph *)

Range(sequence) == {sequence[i] : i \in 1..Len(sequence)}
Min(a, b) == IF a < b THEN a ELSE b

RECURSIVE Ascending(_)
Ascending(numbers) ==
  IF numbers = {} THEN <<>>
  ELSE LET least == CHOOSE n \in numbers : \A m \in numbers : n <= m
       IN <<least>> \o Ascending(numbers \ {least})

Reads == Graph.reads
Writes == Graph.writes
Scratch == Graph.scratch

Tasks == 1..Len(Reads)   \* in the program's sequential order: parents before children
NoTask == 0
Tiles == UNION {Range(Writes[t]) : t \in Tasks}
ParentsOf == [t \in Tasks |-> {p \in Tasks : Range(Writes[p]) \cap Reads[t] # {}}]
ChildrenOf == [t \in Tasks |-> Ascending({c \in Tasks : t \in ParentsOf[c]})]
ReadersOf == [x \in Tiles |-> {t \in Tasks : x \in Reads[t]}]
Wanted == {x \in Tiles : x \notin Scratch \/ ReadersOf[x] # {}}
Outputs == [t \in Tasks |-> Range(Writes[t]) \cap Wanted]
Roots == {t \in Tasks : ParentsOf[t] = {}}
Terminals == {t \in Tasks : ChildrenOf[t] = <<>>}
Shared == {x \in Scratch : Cardinality(ReadersOf[x]) > 1}

(* The completion tree. A terminal task adds its edge to its leaf; a full leaf adds its own to the
   root. If there is one leaf, it is the root. *)
ROOT == -1
LeafOf == Graph.leaf
Leaves == {LeafOf[t] : t \in Terminals}
Nodes == Leaves \cup {ROOT}
Items == Tasks \cup Nodes

Degree == [i \in Items |->
  IF i \in Tasks THEN Cardinality(ParentsOf[i])
  ELSE IF i \in Leaves THEN Cardinality({t \in Terminals : LeafOf[t] = i})
  ELSE Cardinality(Leaves)]

Processes == {ProcessOf[w] : w \in Workers}

-------------------------------------------------------------------------------
VARIABLES
  waiting,  \* the queue: how many messages name a task and were delivered so often
  edges,    \* the run table: the set of edges of each item,
  done,     \*   the tasks that are marked as done,
  next,     \*   the kept child that was recorded with the mark,
  status,   \*   the run's status,
  seeded,   \*   whether the item SEEDED is marked as done
  stored,   \* the tile store: the tiles that are there,
  spoilt,   \*   and those of them that hold a wrong value
  worker,   \* what each worker is at
  seen,     \* each process's view of the run's status
  counts,   \* each process's count of the readers of a tile that it marked as done
  client,   \* what each client is at
  luck,     \* the misfortunes that may still happen
  cancels,  \* the cancellations that may still happen
  resumes,  \* the resumptions that may still begin
  lost,     \* for the properties alone: whether the queue was lost, and no resumption begun since has ended,
  written,  \*   the tiles that were written at some time,
  given     \*   and how often each task was given out and not refused, if that is limited

table == <<edges, done, next, status, seeded>>
tiles == <<stored, spoilt, written>>
memory == <<seen, counts>>
outside == <<client, cancels, resumes, lost>>
vars == <<waiting, table, tiles, worker, memory, outside, luck, given>>

Limited == Deliveries < MostReceives

Idle == [
  step |-> "END", task |-> NoTask, message |-> NoTask, receives |-> 0, held |-> FALSE,
  claimed |-> FALSE, suspected |-> FALSE, wrong |-> FALSE, at |-> 0, told |-> {}, ready |-> {},
  kept |-> NoTask, unneeded |-> {}]

Steps ==
  CASE Mistake = "MARK_DONE_BEFORE_TELLING" ->
         <<"CHECK", "READ", "COMPUTE", "WRITE", "MARK_DONE", "TELL", "SEND", "FREE">>
    [] Mistake = "MARK_DONE_BEFORE_SENDING" ->
         <<"CHECK", "READ", "COMPUTE", "WRITE", "TELL", "MARK_DONE", "SEND", "FREE">>
    [] Mistake = "TELL_BEFORE_WRITE" ->
         <<"CHECK", "READ", "COMPUTE", "TELL", "SEND", "WRITE", "MARK_DONE", "FREE">>
    [] Mistake = "FREE_BEFORE_MARKING" ->
         <<"CHECK", "READ", "COMPUTE", "FREE", "WRITE", "TELL", "SEND", "MARK_DONE">>
    [] OTHER ->
         <<"CHECK", "READ", "COMPUTE", "WRITE", "TELL", "SEND", "MARK_DONE", "FREE">>

After == [s \in Range(Steps) |->
  LET i == CHOOSE j \in 1..Len(Steps) : Steps[j] = s
  IN IF i = Len(Steps) THEN "DELETE" ELSE Steps[i + 1]]

-------------------------------------------------------------------------------
(* Pieces *)

Strike(kind) == kind \in Strikes /\ luck > 0 /\ luck' = luck - 1

(* The worker goes on; or the answer is lost, and it does the same again. *)
Answered(w, after) ==
  \/ worker' = [worker EXCEPT ![w] = after] /\ UNCHANGED luck
  \/ Strike("LOST_ANSWER") /\ UNCHANGED worker

Nothing == [t \in Tasks |-> [n \in 0..MostReceives |-> 0]]
With(queue, t, receives) == [queue EXCEPT ![t][receives] = @ + 1]
Without(queue, t, receives) == [queue EXCEPT ![t][receives] = @ - 1]

RECURSIVE WithAll(_, _)
WithAll(queue, ts) ==
  IF ts = {} THEN queue
  ELSE LET t == CHOOSE u \in ts : TRUE IN WithAll(With(queue, t, 0), ts \ {t})

(* The queue after the lease of a worker's message has run out. *)
Returned(queue, me) == IF me.held THEN With(queue, me.message, me.receives) ELSE queue

TurnTo(me, t) == [Idle EXCEPT
  !.step = "CHECK", !.task = t, !.message = me.message, !.receives = me.receives, !.held = me.held]

(* Stops working on a task. The claim on it is given up with the message. *)
Leave(me, step) == [TurnTo(me, me.task) EXCEPT !.step = step, !.claimed = me.claimed]

(* Goes to a step, or past it if it has nothing to do. *)
RECURSIVE Enter(_, _)
Enter(me, step) ==
  CASE step = "SEND" /\ me.ready = {} -> Enter(me, After["SEND"])
    [] step = "FREE" /\ me.unneeded = {} -> Enter(me, After["FREE"])
    [] step = "DELETE" /\ me.kept # NoTask -> TurnTo(me, me.kept)
    [] step = "DELETE" /\ me.kept = NoTask -> Leave(me, "DELETE")
    [] OTHER -> [me EXCEPT !.step = step, !.at = 0, !.told = {}]

Advance(me) == Enter(me, After[me.step])

Full(set, item) == Cardinality(set) >= Degree[item]

Added(item, edge) ==
  IF Mistake = "A_COUNTER_INSTEAD_OF_A_SET" /\ edge \in edges[item]
  THEN edges[item] \cup {1000 + Cardinality(edges[item])}
  ELSE edges[item] \cup {edge}

(* Whether an item that has received an edge is ready, in the eyes of whoever added the edge. *)
FoundFull(item, edge) ==
  /\ Full(Added(item, edge), item)
  /\ Mistake = "ONLY_WHOEVER_FILLS_THE_SET_SENDS" => edge \notin edges[item]

HasBegun(t) ==
  IF t \in Terminals THEN t \in edges[LeafOf[t]] ELSE t \in edges[ChildrenOf[t][1]]

IsWritten(t) ==
  \/ Outputs[t] # {} /\ Outputs[t] \subseteq stored
  \/ HasBegun(t) /\ Mistake # "EDGES_ARE_NOT_LOOKED_AT"

IsDone(t) ==
  \/ t \in done
  \/ Mistake = "OUTPUTS_EXIST_SO_DELETE_THE_MESSAGE" /\ Outputs[t] \subseteq stored

(* TileTally: what nobody will read any more when a task is done. *)
IsLast(p, x) == Cardinality(ReadersOf[x]) = 1 \/ counts[p][x] + 1 = Cardinality(ReadersOf[x])
Unneeded(p, t) == {x \in Reads[t] \cap Scratch : IsLast(p, x)}
Counted(p, t) == [counts EXCEPT ![p] = [x \in Shared |->
  IF x \notin Reads[t] THEN counts[p][x]
  ELSE IF IsLast(p, x) THEN 0 ELSE counts[p][x] + 1]]

Taken(t) == IF InMemory THEN Graph.inPlace[t] ELSE {}

Refused(w, t) ==
  /\ Mistake # "NO_CLAIMS"
  /\ \E v \in Workers \ {w} :
       ProcessOf[v] = ProcessOf[w] /\ worker[v].claimed /\ worker[v].task = t

-------------------------------------------------------------------------------
(* What a worker does *)

Receive(w) ==
  /\ worker[w].step = "END" /\ seen[ProcessOf[w]] = "RUNNING"
  /\ \E t \in Tasks, n \in 0..MostReceives :
       /\ waiting[t][n] > 0
       /\ waiting' = Without(waiting, t, n)
       /\ worker' = [worker EXCEPT ![w] = [Idle EXCEPT
            !.step = "CHECK", !.task = t, !.message = t, !.receives = Min(n + 1, MostReceives),
            !.held = Mistake # "DELETE_BEFORE_WORK"]]
       /\ given' = IF Limited THEN [given EXCEPT ![t] = @ + 1] ELSE given
  /\ UNCHANGED <<table, tiles, memory, outside, luck>>

(* What comes of a task that is neither done nor refused. *)
Begin(me) ==
  CASE (Joined \/ me.receives > 1 \/ me.suspected) /\ IsWritten(me.task) -> Enter([me EXCEPT !.suspected = FALSE], "TELL")
    [] me.suspected /\ ~IsWritten(me.task) -> Leave(me, "GIVE_BACK")
    [] OTHER -> Advance(me)

WornOut(me) ==
  IF me.task # me.message /\ Mistake # "CHAINS_WEAR_A_MESSAGE_OUT"
  THEN Leave(me, "HAND_OVER") ELSE Leave(me, "FAIL")

RefusedClaim(me) ==
  CASE Mistake = "A_REFUSED_CLAIM_DELETES_THE_MESSAGE" -> Leave(me, "DELETE")
    [] Mistake # "REFUSALS_WEAR_A_MESSAGE_OUT" /\ me.receives > 1 ->
         Leave(me, "HAND_OVER")
    [] OTHER -> Leave(me, "GIVE_BACK")

Checked(w, me) ==
  LET mine == [me EXCEPT !.claimed = TRUE]
  IN CASE ~me.claimed /\ Refused(w, me.task) -> RefusedClaim(me)
       [] IsDone(me.task) /\ next[me.task] # NoTask -> TurnTo(me, next[me.task])
       [] IsDone(me.task) /\ next[me.task] = NoTask -> Leave(mine, "DELETE")
       [] me.receives > Deliveries -> WornOut(mine)
       [] OTHER -> Begin(mine)

(* The run's record is looked at about once a second, so perhaps now. *)
Check(w) ==
  LET me == worker[w]
      p == ProcessOf[w]
  IN
  /\ me.step = "CHECK"
  /\ \E view \in IF seen[p] = "RUNNING" THEN {"RUNNING", status} ELSE {seen[p]} :
       /\ seen' = [seen EXCEPT ![p] = view]
       /\ worker' = [worker EXCEPT ![w] =
            CASE view = "RUNNING" -> Checked(w, me)
              [] view = "DONE" -> Leave(me, "DELETE")
              [] OTHER -> IF Mistake = "A_STOPPED_EXECUTOR_GOES_ON" THEN Leave(me, "DELETE") ELSE me]
  /\ given' = IF Limited /\ ~me.claimed /\ Refused(w, me.task)
              THEN [given EXCEPT ![me.message] = @ - 1] ELSE given
  /\ UNCHANGED <<waiting, table, tiles, counts, outside, luck>>

Read(w) ==
  LET me == worker[w]
      missing == Reads[me.task] \ stored
  IN
  /\ me.step = "READ"
  /\ IF missing = {} \/ Mistake = "MISSING_IS_ZERO"
     THEN /\ worker' = [worker EXCEPT ![w] = Advance([me EXCEPT
                !.wrong = missing # {} \/ Reads[me.task] \cap spoilt # {}])]
          /\ stored' = stored \ Taken(me.task)
     ELSE /\ worker' = [worker EXCEPT ![w] = [me EXCEPT !.step = "CHECK", !.suspected = TRUE]]
          /\ UNCHANGED stored
  /\ UNCHANGED <<waiting, table, spoilt, written, memory, outside, luck, given>>

Compute(w) ==
  LET me == worker[w]
      p == ProcessOf[w]
      counting == Mistake = "FREE_BEFORE_MARKING"
  IN
  /\ me.step = "COMPUTE"
  /\ IF me.task \in Graph.indefinite
     THEN worker' = [worker EXCEPT ![w] = [Leave(me, "FAIL") EXCEPT !.claimed = FALSE]]
     ELSE worker' = [worker EXCEPT ![w] = Advance(
            IF counting THEN [me EXCEPT !.unneeded = Unneeded(p, me.task)] ELSE me)]
  /\ counts' = IF counting THEN Counted(p, me.task) ELSE counts
  /\ UNCHANGED <<waiting, table, tiles, seen, outside, luck, given>>

(* One output. *)
Write(w) ==
  LET me == worker[w]
      x == Writes[me.task][me.at + 1]
      last == me.at + 1 = Len(Writes[me.task])
  IN
  /\ me.step = "WRITE"
  /\ IF x \in Wanted
     THEN /\ stored' = stored \cup {x}
          /\ spoilt' = IF me.wrong THEN spoilt \cup {x} ELSE spoilt \ {x}
          /\ written' = written \cup {x}
     ELSE UNCHANGED tiles
  /\ Answered(w, IF last THEN Advance([me EXCEPT !.wrong = FALSE]) ELSE [me EXCEPT !.at = @ + 1])
  /\ UNCHANGED <<waiting, table, memory, outside, given>>

(* One child. On storage a call tells many of them, in no order; in memory the first is told first. *)
TellChild(w) ==
  LET me == worker[w]
      all == Range(ChildrenOf[me.task])
      untold == all \ me.told
  IN
  /\ me.step = "TELL" /\ me.task \notin Terminals
  /\ \E c \in IF InMemory THEN {CHOOSE c \in untold : \A d \in untold : c <= d} ELSE untold :
       LET ready == IF FoundFull(c, me.task) /\ c \notin done THEN me.ready \cup {c} ELSE me.ready
           telling == [me EXCEPT !.ready = ready, !.told = @ \cup {c}]
       IN
       /\ edges' = [edges EXCEPT ![c] = Added(c, me.task)]
       /\ Answered(w, IF untold = {c} THEN Advance(telling) ELSE telling)
  /\ UNCHANGED <<waiting, done, next, status, seeded, tiles, memory, outside, given>>

(* One node of the completion tree: first the leaf, then the root. *)
Climb(w) ==
  LET me == worker[w]
      leaf == LeafOf[me.task]
      node == IF me.at = 0 THEN leaf ELSE ROOT
      edge == IF me.at = 0 THEN me.task ELSE leaf
      up == [me EXCEPT !.at = IF node = ROOT THEN 2 ELSE 1]
  IN
  /\ me.step = "TELL" /\ me.task \in Terminals /\ me.at < 2
  /\ edges' = [edges EXCEPT ![node] = Added(node, edge)]
  /\ Answered(w, IF FoundFull(node, edge) THEN up ELSE Advance(me))
  /\ UNCHANGED <<waiting, done, next, status, seeded, tiles, memory, outside, given>>

EndedAs(wanted) ==
  IF status = "RUNNING" \/ Mistake = "THE_LAST_END_STANDS" THEN wanted ELSE status

(* RunWatch.end: ends the run. If somebody had ended it, and that is not what was wanted, the record
   is looked at; if by then the run was resumed, it is ended again. *)
End(w, wanted, first, after) ==
  LET me == worker[w]
      p == ProcessOf[w]
  IN
  \/ /\ me.at = first
     /\ status' = EndedAs(wanted)
     /\ \/ /\ UNCHANGED luck
           /\ IF status' = wanted
              THEN /\ worker' = [worker EXCEPT ![w] = after]
                   /\ seen' = [seen EXCEPT ![p] = wanted]
              ELSE /\ worker' = [worker EXCEPT ![w].at = first + 1]
                   /\ UNCHANGED seen
        \/ Strike("LOST_ANSWER") /\ UNCHANGED <<worker, seen>>
  \/ /\ me.at = first + 1
     /\ seen' = [seen EXCEPT ![p] = status]
     /\ worker' = [worker EXCEPT ![w] =
          IF status = "RUNNING" /\ Mistake # "A_REFUSED_END_IS_TAKEN_FOR_AN_END"
          THEN [me EXCEPT !.at = first] ELSE after]
     /\ UNCHANGED <<status, luck>>

(* The root is full. *)
EndRun(w) ==
  LET me == worker[w] IN
  /\ me.step = "TELL" /\ me.task \in Terminals /\ me.at >= 2
  /\ End(w, "DONE", 2, Advance(me))
  /\ UNCHANGED <<waiting, edges, done, next, seeded, tiles, counts, outside, given>>

(* A worker keeps a ready child, or none: at the end of a long chain, or if it lost its lease. *)
Send(w) ==
  LET me == worker[w] IN
  /\ me.step = "SEND"
  /\ \E kept \in {NoTask} \cup (IF InMemory THEN {} ELSE me.ready) :
       \/ /\ waiting' = WithAll(waiting, me.ready \ {kept})
          /\ worker' = [worker EXCEPT ![w] = Advance([me EXCEPT !.kept = kept, !.ready = {}])]
          /\ UNCHANGED luck
       \/ /\ Strike("LOST_ANSWER")
          /\ \E sent \in SUBSET (me.ready \ {kept}) : sent # {} /\ waiting' = WithAll(waiting, sent)
          /\ UNCHANGED worker
  /\ UNCHANGED <<table, tiles, memory, outside, given>>

MarkDone(w) ==
  LET me == worker[w]
      t == me.task
      p == ProcessOf[w]
      first == t \notin done
      counting == first /\ Mistake # "FREE_BEFORE_MARKING"
      marked == IF counting THEN [me EXCEPT !.unneeded = Unneeded(p, t)] ELSE me
      recorded == IF Mistake = "THE_KEPT_CHILD_IS_NOT_RECORDED" THEN NoTask ELSE me.kept
  IN
  /\ me.step = "MARK_DONE"
  /\ done' = done \cup {t}
  /\ next' = IF first THEN [next EXCEPT ![t] = recorded] ELSE next
  /\ \/ /\ worker' = [worker EXCEPT ![w] = IF first THEN Advance(marked) ELSE TurnTo(me, t)]
        /\ counts' = IF counting THEN Counted(p, t) ELSE counts
        /\ UNCHANGED luck
     \/ Strike("LOST_ANSWER") /\ UNCHANGED <<worker, counts>>
  /\ UNCHANGED <<waiting, edges, status, seeded, tiles, seen, outside, given>>

(* One tile. *)
Free(w) ==
  LET me == worker[w]
      p == ProcessOf[w]
      again == [me EXCEPT !.unneeded = @ \cup Unneeded(p, me.task)]
  IN
  /\ me.step = "FREE"
  /\ \E x \in me.unneeded :
       /\ stored' = stored \ {x}
       /\ \/ /\ worker' = [worker EXCEPT ![w] = Enter([me EXCEPT !.unneeded = @ \ {x}], "FREE")]
             /\ UNCHANGED <<counts, luck>>
          \/ /\ Strike("LOST_ANSWER")
             /\ IF Mistake = "FREEING_AGAIN_COUNTS_AGAIN"
                THEN worker' = [worker EXCEPT ![w] = again] /\ counts' = Counted(p, me.task)
                ELSE UNCHANGED <<worker, counts>>
  /\ UNCHANGED <<waiting, table, spoilt, written, seen, outside, given>>

(* A deletion that was only noted when FREE asked for it: the tile goes later, whatever has become
   of the executor meanwhile, or never. Not noted is the same as never. *)
FreeLate ==
  /\ ~InMemory
  /\ \E x \in stored \cap Scratch :
       /\ ReadersOf[x] # {} /\ ReadersOf[x] \subseteq done
       /\ stored' = stored \ {x}
  /\ UNCHANGED <<waiting, table, spoilt, written, worker, memory, outside, luck, given>>

(* A message that has failed the run is put aside. *)
Fail(w) ==
  LET me == worker[w] IN
  /\ me.step = "FAIL"
  /\ End(w, "FAILED", 0, IF me.task \in Graph.indefinite THEN Leave(me, "DELETE") ELSE Idle)
  /\ UNCHANGED <<waiting, edges, done, next, seeded, tiles, counts, outside, given>>

(* A message of its own for the task that this one has come to. *)
HandOver(w) ==
  LET me == worker[w] IN
  /\ me.step = "HAND_OVER"
  /\ waiting' = With(waiting, me.task, 0)
  /\ Answered(w, Leave(me, "DELETE"))
  /\ UNCHANGED <<table, tiles, memory, outside, given>>

(* If the lease was lost, the message may stay, or go from whoever has it. *)
Delete(w) ==
  LET me == worker[w] IN
  /\ me.step = "DELETE"
  /\ \/ UNCHANGED waiting /\ worker' = [worker EXCEPT ![w] = Idle]
     \/ /\ ~me.held
        /\ \E n \in me.receives..MostReceives :
             waiting[me.message][n] > 0 /\ waiting' = Without(waiting, me.message, n)
        /\ worker' = [worker EXCEPT ![w] = Idle]
     \/ /\ ~me.held
        /\ \E v \in Workers \ {w} :
             /\ worker[v].held /\ worker[v].message = me.message
             /\ worker[v].receives > me.receives
             /\ worker' = [worker EXCEPT ![w] = Idle, ![v].held = FALSE]
        /\ UNCHANGED waiting
  /\ UNCHANGED <<table, tiles, memory, outside, luck, given>>

GiveBack(w) ==
  LET me == worker[w] IN
  /\ me.step = "GIVE_BACK"
  /\ waiting' = Returned(waiting, me)
  /\ worker' = [worker EXCEPT ![w] = Idle]
  /\ UNCHANGED <<table, tiles, memory, outside, luck, given>>

(* A process that knows that the run was stopped drops what it has in hand; leases run out. *)
Stopped(p) == seen[p] \in {"FAILED", "CANCELLED"}

Stop(w) ==
  LET me == worker[w] IN
  /\ me.step # "END"
  /\ waiting' = IF Mistake = "A_STOPPED_RUN_LOSES_ITS_MESSAGES" THEN waiting
                ELSE Returned(waiting, me)
  /\ worker' = [worker EXCEPT ![w] = Idle]
  /\ UNCHANGED <<table, tiles, memory, outside, luck, given>>

(* A new process comes for a run that is running again. *)
Join(p) ==
  /\ status = "RUNNING" /\ Stopped(p)
  /\ \A w \in Workers : ProcessOf[w] = p => worker[w].step = "END"
  /\ seen' = [seen EXCEPT ![p] = "RUNNING"]
  /\ counts' = [counts EXCEPT ![p] = [x \in Shared |-> 0]]
  /\ UNCHANGED <<waiting, table, tiles, worker, outside, luck, given>>

-------------------------------------------------------------------------------
(* What a client does *)

(* A client that has nothing in hand. One that died is followed by another, which begins here. *)
At(step, at) == [step |-> step, at |-> at, held |-> Nothing, mends |-> FALSE]
Arrival == At("ARRIVE", 0)

(* RunStart.isNew and seed: looks what is to be done. *)
Arrive(c) ==
  /\ client[c].step = "ARRIVE"
  /\ client' = [client EXCEPT ![c] =
       CASE status = "NONE" -> At("CREATE", 0)
         [] status # "NONE" /\ seeded -> At("WATCH", 0)
         [] OTHER -> IF Mistake = "SEEDED_IS_MARKED_FIRST" THEN At("MARK_SEEDED", 0)
                     ELSE At("SEND_ROOTS", 1)]
  /\ UNCHANGED <<waiting, table, tiles, worker, memory, cancels, resumes, lost, luck, given>>

(* Whoever comes second finds the record there. *)
Create(c) ==
  /\ client[c].step = "CREATE"
  /\ status' = IF status = "NONE" \/ Mistake = "A_RECORD_IS_WRITTEN_OVER" THEN "RUNNING" ELSE status
  /\ client' = [client EXCEPT ![c] = Arrival]
  /\ UNCHANGED <<waiting, edges, done, next, seeded, tiles, worker, memory, cancels, resumes, lost, luck, given>>

SentRoots == IF Mistake = "SEEDED_IS_MARKED_FIRST" THEN "WATCH" ELSE "MARK_SEEDED"
MarkedSeeded ==
  IF Mistake = "SEEDED_IS_MARKED_FIRST" THEN At("SEND_ROOTS", 1) ELSE At("WATCH", 0)

(* Goes through the tasks in order; sends one that is a root. *)
SendRoots(c) ==
  LET t == client[c].at
      later == {r \in Roots : r > t}
      after == IF later = {} THEN At(SentRoots, 0) ELSE At("SEND_ROOTS", Ascending(later)[1])
  IN
  /\ client[c].step = "SEND_ROOTS"
  /\ waiting' = With(waiting, t, 0)
  /\ client' = [client EXCEPT ![c] = after]
  /\ UNCHANGED <<table, tiles, worker, memory, cancels, resumes, lost, luck, given>>

MarkSeeded(c) ==
  /\ client[c].step = "MARK_SEEDED"
  /\ seeded' = TRUE
  /\ client' = [client EXCEPT ![c] = MarkedSeeded]
  /\ UNCHANGED <<waiting, edges, done, next, status, tiles, worker, memory, cancels, resumes, lost, luck, given>>

Cancel(c) ==
  /\ status = "RUNNING" /\ cancels > 0 /\ client[c].step = "WATCH"
  /\ status' = "CANCELLED"
  /\ cancels' = cancels - 1
  /\ UNCHANGED <<waiting, edges, done, next, seeded, tiles, worker, memory, client, resumes, lost, luck, given>>

InQueue(queue) == {m \in Tasks \X (0..MostReceives) : queue[m[1]][m[2]] > 0}
InHands == {w \in Workers : worker[w].held} \cup {c \in Clients : client[c].held # Nothing}
IsEmpty == InQueue(waiting) = {} /\ InHands = {}

(* RunStart.revive. A run that has stopped is put back to work in these steps:
     HOLD        receive what is in its queue, so that it is not given out twice
     SEND_READY  send every task that is ready and not done
     DELETE_HELD delete what was received
     RESUME      let the run be RUNNING
   A run that is RUNNING and has no message has lost its queue: its tasks are sent, and its status is
   left. *)
Backwards == Mistake = "CHILDREN_ARE_LOOKED_AT_BEFORE_PARENTS"
First == IF Backwards THEN Len(Reads) ELSE 1

Revive(c) ==
  /\ client[c].step \in {"ARRIVE", "WATCH"} /\ status \notin {"NONE", "DONE"} /\ resumes > 0
  /\ resumes' = resumes - 1
  /\ client' = [client EXCEPT ![c] =
       IF status = "RUNNING" THEN At("DEPTH", 0) ELSE [At("HOLD", 0) EXCEPT !.mends = TRUE]]
  /\ IF Mistake = "RESUME_BEFORE_SENDING" /\ status # "RUNNING"
     THEN status' = "RUNNING" /\ lost' = FALSE
     ELSE UNCHANGED <<status, lost>>
  /\ UNCHANGED <<waiting, edges, done, next, seeded, tiles, worker, memory, cancels, luck, given>>

Depth(c) ==
  /\ client[c].step = "DEPTH"
  /\ client' = [client EXCEPT ![c] =
       IF IsEmpty THEN [At("SEND_AGAIN", First) EXCEPT !.mends = TRUE] ELSE Arrival]
  /\ UNCHANGED <<waiting, table, tiles, worker, memory, cancels, resumes, lost, luck, given>>

RECURSIVE Plus(_, _)
Plus(queue, more) ==
  IF InQueue(more) = {} THEN queue
  ELSE LET m == CHOOSE any \in InQueue(more) : TRUE
       IN Plus(With(queue, m[1], m[2]), Without(more, m[1], m[2]))

Received(queue) == [t \in Tasks |-> [n \in 0..MostReceives |->
  CASE n = 0 -> 0
    [] n > 0 /\ n < MostReceives -> queue[t][n - 1]
    [] OTHER -> queue[t][n - 1] + queue[t][n]]]

(* What is there: a call receives ten messages. It ends when nothing comes, which may be too early. *)
Hold(c) ==
  LET me == client[c]
      held == IF Mistake = "THE_QUEUE_IS_EMPTIED_BEFORE_SENDING" THEN Nothing
              ELSE Plus(me.held, Received(waiting))
  IN
  /\ me.step = "HOLD"
  /\ \/ /\ client' = [client EXCEPT ![c] = [me EXCEPT !.step = "SEND_READY", !.at = First]]
        /\ UNCHANGED waiting
     \/ /\ waiting # Nothing
        /\ client' = [client EXCEPT ![c] = [me EXCEPT !.held = held]]
        /\ waiting' = Nothing
  /\ UNCHANGED <<table, tiles, worker, memory, cancels, resumes, lost, luck, given>>

(* A task whose set is full: its item is read, and its message sent. *)
IsReady(t) ==
  /\ t \notin done /\ Full(edges[t], t)
  /\ Mistake = "A_RESUME_SENDS_ONLY_ROOTS" => t \in Roots

SentAll(me) ==
  CASE me.step = "SEND_AGAIN" -> Arrival
    [] me.step = "SEND_READY" /\ me.held # Nothing -> [me EXCEPT !.step = "DELETE_HELD", !.at = 0]
    [] OTHER -> [me EXCEPT !.step = "RESUME", !.at = 0]

SendReady(c) ==
  LET me == client[c]
      t == me.at
      last == t = IF Backwards THEN 1 ELSE Len(Reads)
      after == IF Backwards THEN t - 1 ELSE t + 1
  IN
  /\ me.step \in {"SEND_READY", "SEND_AGAIN"}
  /\ waiting' = IF IsReady(t) THEN With(waiting, t, 0) ELSE waiting
  /\ client' = [client EXCEPT ![c] = IF last THEN SentAll(me) ELSE [me EXCEPT !.at = after]]
  /\ lost' = IF last /\ me.step = "SEND_AGAIN" /\ me.mends THEN FALSE ELSE lost
  /\ UNCHANGED <<table, tiles, worker, memory, cancels, resumes, luck, given>>

(* Nobody can tell these deletions from one. *)
DeleteHeld(c) ==
  /\ client[c].step = "DELETE_HELD"
  /\ client' = [client EXCEPT ![c].step = "RESUME", ![c].held = Nothing]
  /\ UNCHANGED <<waiting, table, tiles, worker, memory, cancels, resumes, lost, luck, given>>

Resume(c) ==
  /\ client[c].step = "RESUME"
  /\ status' = IF status = "DONE" THEN status ELSE "RUNNING"
  /\ lost' = IF client[c].mends THEN FALSE ELSE lost
  /\ client' = [client EXCEPT ![c] = Arrival]
  /\ UNCHANGED <<waiting, edges, done, next, seeded, tiles, worker, memory, cancels, resumes, luck, given>>

-------------------------------------------------------------------------------
(* Misfortunes *)

(* The lease of a message ends while its holder works. *)
Expire(w) ==
  LET me == worker[w] IN
  /\ me.held /\ Strike("EXPIRE")
  /\ waiting' = Returned(waiting, me)
  /\ worker' = [worker EXCEPT ![w].held = FALSE]
  /\ UNCHANGED <<table, tiles, memory, outside, given>>

Duplicate ==
  /\ Strike("DUPLICATE")
  /\ \E t \in Tasks, n \in 0..MostReceives :
       waiting[t][n] > 0 /\ waiting' = With(waiting, t, n)
  /\ UNCHANGED <<table, tiles, worker, memory, outside, given>>

(* Storage does not answer, again and again. *)
GiveUp(w) ==
  LET me == worker[w] IN
  /\ Strike("GIVE_UP")
  /\ CASE me.step \in {"CHECK", "READ", "TELL", "SEND", "MARK_DONE", "HAND_OVER"} ->
            worker' = [worker EXCEPT ![w] = Leave(me, "GIVE_BACK")] /\ UNCHANGED waiting
       [] me.step \in {"COMPUTE", "WRITE"} ->
            /\ ~InMemory
            /\ worker' = [worker EXCEPT ![w] = Leave(me, "GIVE_BACK")] /\ UNCHANGED waiting
       [] me.step = "FREE" ->
            worker' = [worker EXCEPT ![w] = Enter([me EXCEPT !.unneeded = {}], "FREE")]
            /\ UNCHANGED waiting
       [] me.step \in {"FAIL", "DELETE"} ->
            worker' = [worker EXCEPT ![w] = Idle] /\ waiting' = Returned(waiting, me)
       [] OTHER -> FALSE
  /\ seen' = IF me.step = "FAIL" THEN [seen EXCEPT ![ProcessOf[w]] = "FAILED"] ELSE seen
  /\ UNCHANGED <<table, tiles, counts, outside, given>>

RECURSIVE ReturnedAll(_, _)
ReturnedAll(queue, ws) ==
  IF ws = {} THEN queue
  ELSE LET w == CHOOSE v \in ws : TRUE IN ReturnedAll(Returned(queue, worker[w]), ws \ {w})

(* A process dies, and another takes its place. *)
Crash(p) ==
  LET dying == {w \in Workers : ProcessOf[w] = p} IN
  /\ ~InMemory
  /\ \E w \in dying : worker[w].step # "END"
  /\ Strike("CRASH")
  /\ waiting' = ReturnedAll(waiting, dying)
  /\ worker' = [w \in Workers |-> IF w \in dying THEN Idle ELSE worker[w]]
  /\ seen' = [seen EXCEPT ![p] = "RUNNING"]
  /\ counts' = [counts EXCEPT ![p] = [x \in Shared |-> 0]]
  /\ UNCHANGED <<table, tiles, outside, given>>

(* The leases of a client end: all, or ten at a time, which is as if it had received fewer. *)
ClientExpires(c) ==
  /\ client[c].held # Nothing /\ Strike("EXPIRE")
  /\ waiting' = Plus(waiting, client[c].held)
  /\ client' = [client EXCEPT ![c].held = Nothing]
  /\ UNCHANGED <<table, tiles, worker, memory, cancels, resumes, lost, given>>

ClientDies(c) ==
  /\ client[c].step \notin {"ARRIVE", "WATCH"}
  /\ Strike("CLIENT_DIES")
  /\ waiting' = Plus(waiting, client[c].held)
  /\ client' = [client EXCEPT ![c] = Arrival]
  /\ UNCHANGED <<table, tiles, worker, memory, cancels, resumes, lost, given>>

(* The queue is gone, with all leases: somebody has deleted it, or it grew too old. Resumptions that
   have begun may have sent tasks before. *)
QueueGoes ==
  /\ status # "NONE" /\ Strike("QUEUE_GOES")
  /\ waiting' = Nothing
  /\ worker' = [w \in Workers |-> [worker[w] EXCEPT !.held = FALSE]]
  /\ client' = [c \in Clients |-> [client[c] EXCEPT !.held = Nothing, !.mends = FALSE]]
  /\ lost' = TRUE
  /\ UNCHANGED <<table, tiles, memory, cancels, resumes, given>>

-------------------------------------------------------------------------------
Init ==
  /\ waiting = Nothing
  /\ edges = [i \in Items |-> {}]
  /\ done = {}
  /\ next = [t \in Tasks |-> NoTask]
  /\ status = "NONE"
  /\ seeded = FALSE
  /\ stored = {} /\ spoilt = {} /\ written = {}
  /\ worker = [w \in Workers |-> Idle]
  /\ seen = [p \in Processes |-> "RUNNING"]
  /\ counts = [p \in Processes |-> [x \in Shared |-> 0]]
  /\ client = [c \in Clients |-> Arrival]
  /\ given = [t \in Tasks |-> 0]
  /\ luck = Misfortunes /\ cancels = Cancels /\ resumes = Resumes /\ lost = FALSE

Step(w) ==
  \/ Check(w) \/ Read(w) \/ Compute(w) \/ Write(w) \/ TellChild(w) \/ Climb(w) \/ EndRun(w)
  \/ Send(w) \/ MarkDone(w) \/ Free(w) \/ Fail(w) \/ HandOver(w) \/ Delete(w) \/ GiveBack(w)

Work(w) ==
  \/ Receive(w)
  \/ Step(w) /\ (Stopped(ProcessOf[w]) => Mistake = "A_STOPPED_EXECUTOR_GOES_ON")
  \/ Stop(w) /\ Stopped(ProcessOf[w])

(* What a client that lives goes on with. *)
Proceed(c) ==
  \/ Arrive(c) \/ Create(c) \/ SendRoots(c) \/ MarkSeeded(c)
  \/ Depth(c) \/ Hold(c) \/ SendReady(c) \/ DeleteHeld(c) \/ Resume(c)

Misfortune ==
  \/ \E w \in Workers : Expire(w) \/ GiveUp(w)
  \/ \E p \in Processes : Crash(p)
  \/ \E c \in Clients : ClientDies(c) \/ ClientExpires(c)
  \/ Duplicate
  \/ QueueGoes

(* A run that has ended, or that has lost its queue, may stay as it is; one that is RUNNING must be able
   to go on. *)
Over == (status # "RUNNING" \/ lost) /\ UNCHANGED vars

(* Nobody sees a kernel run: those who compute go first, and so nothing is interleaved with them. *)
Computing == {w \in Workers : worker[w].step = "COMPUTE" /\ ~Stopped(ProcessOf[w])}

Next ==
  IF Computing # {} THEN \E w \in Computing : Compute(w)
  ELSE \/ \E w \in Workers : Work(w)
       \/ \E p \in Processes : Join(p)
       \/ \E c \in Clients : Proceed(c) \/ Cancel(c) \/ Revive(c)
       \/ FreeLate
       \/ Misfortune
       \/ Over

Fairness ==
  /\ \A w \in Workers : WF_vars(Work(w))
  /\ \A p \in Processes : WF_vars(Join(p))
  /\ \A c \in Clients : WF_vars(Proceed(c))

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ Fairness

-------------------------------------------------------------------------------
(* Properties *)

TypeOK ==
  /\ \A t \in Tasks, n \in 0..MostReceives : waiting[t][n] \in Nat
  /\ done \subseteq Tasks /\ next \in [Tasks -> Tasks \cup {NoTask}]
  /\ status \in {"NONE", "RUNNING", "DONE", "FAILED", "CANCELLED"} /\ seeded \in BOOLEAN
  /\ stored \subseteq Wanted /\ spoilt \subseteq Tiles /\ written \subseteq Wanted
  /\ \A w \in Workers :
       /\ worker[w].step \in Range(Steps) \cup {"FAIL", "HAND_OVER", "DELETE", "GIVE_BACK", "END"}
       /\ worker[w].kept \in Tasks \cup {NoTask} /\ worker[w].ready \subseteq Tasks
  /\ luck \in 0..Misfortunes

WasWritten(t) == Outputs[t] \subseteq written

(* A worker that is about to read finds its inputs, unless the task was written before. *)
NoPrematureRead ==
  \A w \in Workers :
    worker[w].step = "READ" =>
      \/ Reads[worker[w].task] \subseteq stored
      \/ worker[w].task \in done \/ WasWritten(worker[w].task)

(* An input is never missing without an explanation: the task is done, or was written. *)
NoTileMissing ==
  \A w \in Workers :
    worker[w].step = "CHECK" /\ worker[w].suspected =>
      worker[w].task \in done \/ IsWritten(worker[w].task)

RECURSIVE LeadsTo(_)
LeadsTo(t) == IF t \in done /\ next[t] # NoTask THEN LeadsTo(next[t]) ELSE t

Messages ==
  {t \in Tasks : \E n \in 0..MostReceives : waiting[t][n] > 0}
  \cup {worker[w].message : w \in {v \in Workers : worker[v].held}}
  \cup UNION {{m[1] : m \in InQueue(client[c].held)} : c \in Clients}

(* What is remembered outside of executors and clients leads to every task that is not done: a
   message, or a parent that is not done and will be told of again, or a client that has to seed. A
   queue that was lost is there again when a run that was stopped is RUNNING, and when one that was
   RUNNING was resumed. *)
NoTaskLost ==
  status = "RUNNING" /\ ~lost =>
    LET led == {LeadsTo(m) : m \in Messages} IN
    \A t \in Tasks \ done :
      \/ t \in led
      \/ t \in Roots /\ ~seeded
      \/ /\ \A p \in ParentsOf[t] : p \in edges[t] \/ p \notin done
         /\ \E p \in ParentsOf[t] : p \notin done

(* As long as the run is RUNNING there is a task that is not done, and so will end it. *)
NoEndLost == status = "RUNNING" => done # Tasks

(* A scratch tile that was written is there until its readers are done. In memory a reader takes it
   when it begins. *)
NoTileFreedWhileNeeded ==
  \A x \in (written \cap Scratch) \ stored : \A r \in ReadersOf[x] :
    \/ r \in done
    \/ InMemory /\ (WasWritten(r) \/ \E w \in Workers :
                      worker[w].task = r /\ worker[w].step \in {"COMPUTE", "WRITE"})

SingleValue == spoilt = {}

DoneMeansWritten ==
  status = "DONE" => written = Wanted /\ Wanted \ Scratch \subseteq stored

(* A run fails only if a kernel does, or if the very task was given out as often as it may be, or if
   misfortune struck more often than that. *)
NoFailureWithoutCause ==
  \A w \in Workers :
    worker[w].step = "FAIL" =>
      \/ worker[w].task \in Graph.indefinite
      \/ Limited /\ given[worker[w].task] >= Deliveries
      \/ Misfortunes - luck > Deliveries

(* The first end stands until somebody resumes the run; DONE stands for ever. *)
EndStands ==
  [][status = "RUNNING" \/ status' = status
     \/ (status # "DONE" /\ status' = "RUNNING")]_vars

EndsDone == <>(status = "DONE")
EveryRunGoesOn == status = "RUNNING" ~> (status # "RUNNING" \/ lost)
EndsFailed == <>(status = "FAILED")
EveryExecutorStops == <>[](\A w \in Workers : worker[w].step = "END")
===============================================================================
