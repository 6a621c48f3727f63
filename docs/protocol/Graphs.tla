-------------------------------- MODULE Graphs --------------------------------
(* Small task graphs, and crews that work on them. A graph has, for each task, the tiles that it
   reads and the tiles that it writes, in order; which tiles are scratch; the input that its kernel
   overwrites where tiles are in memory; the leaf of the completion tree of a task without children;
   and the tasks whose kernels fail. Inputs of the run are always there, and not in the graph. *)
EXTENDS TaskProtocol, TLC

(* One task. *)
Single == [
  reads |-> <<{}>>,
  writes |-> <<<<"y">>>>,
  scratch |-> {},
  inPlace |-> <<{}>>,
  leaf |-> <<ROOT>>,
  indefinite |-> {}]

(* The smallest chain. *)
Link == [
  reads |-> <<{}, {"a"}>>,
  writes |-> <<<<"a">>, <<"y">>>>,
  scratch |-> {"a"},
  inPlace |-> <<{}, {"a"}>>,
  leaf |-> <<0, ROOT>>,
  indefinite |-> {}]

(* A chain of three tasks. *)
Chain == [
  reads |-> <<{}, {"a"}, {"b"}>>,
  writes |-> <<<<"a">>, <<"b">>, <<"y">>>>,
  scratch |-> {"a", "b"},
  inPlace |-> <<{}, {"a"}, {"b"}>>,
  leaf |-> <<0, 0, ROOT>>,
  indefinite |-> {}]

(* Task 1 writes a tile that tasks 2 and 3 read, and one that task 2 reads; both lead to task 4. *)
Diamond == [
  reads |-> <<{}, {"a", "b"}, {"a"}, {"c", "d"}>>,
  writes |-> <<<<"a", "b">>, <<"c">>, <<"d">>, <<"y">>>>,
  scratch |-> {"a", "b", "c", "d"},
  inPlace |-> <<{}, {"b"}, {}, {"c"}>>,
  leaf |-> <<0, 0, 0, ROOT>>,
  indefinite |-> {}]

(* A diamond, a chain behind it, and two terminals in two leaves of the completion tree. Tile "a" is
   broadcast, "c" is shared by the diamond's end and a terminal, and task 3 writes an output of the
   run besides. *)
Web == [
  reads |-> <<{}, {"a"}, {"a"}, {"b", "c"}, {"d"}, {"c"}>>,
  writes |-> <<<<"a">>, <<"b">>, <<"x", "c">>, <<"d">>, <<"y">>, <<"z">>>>,
  scratch |-> {"a", "b", "c", "d"},
  inPlace |-> <<{}, {}, {}, {"b"}, {"d"}, {}>>,
  leaf |-> <<0, 0, 0, 0, -3, -4>>,
  indefinite |-> {}]

(* The same without the chain. *)
Kite == [
  reads |-> <<{}, {"a"}, {"a"}, {"b", "c"}, {"c"}>>,
  writes |-> <<<<"a">>, <<"b">>, <<"x", "c">>, <<"y">>, <<"z">>>>,
  scratch |-> {"a", "b", "c"},
  inPlace |-> <<{}, {}, {}, {"b"}, {}>>,
  leaf |-> <<0, 0, 0, -3, -4>>,
  indefinite |-> {}]

(* Two roots, each with a child of its own and one in common: three terminals, two leaves. *)
Pair == [
  reads |-> <<{}, {}, {"a", "b"}, {"a"}>>,
  writes |-> <<<<"a">>, <<"b">>, <<"y">>, <<"z">>>>,
  scratch |-> {"a", "b"},
  inPlace |-> <<{}, {}, {"b"}, {}>>,
  leaf |-> <<0, 0, -3, -4>>,
  indefinite |-> {}]

(* The second task's kernel fails: the matrix is not positive definite. *)
Indefinite == [Chain EXCEPT !.indefinite = {2}]

Apart == [w \in Workers |-> w]       \* each worker is a process
Together == [w \in Workers |-> "p"]  \* all workers are threads of one process
Alike == Permutations(Workers) \cup Permutations(Clients)
Running == status # "DONE"
===============================================================================
