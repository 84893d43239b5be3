// What fixes a finding's confidence, what else the records could mean, and what to do next: fixed words for each rule.
// Nothing here promises that an interpreter would obey a policy it was not seen to obey.
const GAP = 'Nothing forbids this today. It is what an attacker would use, and what enforcing would have to deal with.';

export const RULES = {
  'parity-break': {
    why: 'That the file was read is never on record: the interpreter opened it and went on.',
    other: ['Somebody forgot chmod +x and ran it by hand.', 'The interpreter opened the file and did something else with it.'],
    next: ['Look at the file and who wrote it.', 'Meant to run? Then chmod +x, or move it off the noexec mount.', 'Not meant to run? Take it as a bypass: look at what the run started.',
      'Lasting cure: an interpreter that asks before it runs a file. Securebits stop only those that ask; this one was not seen to.'] },
  'restrict-file-ignored': {
    why: 'The securebit is on record and no question of this process about this file is.',
    other: ['The interpreter cannot check at all: then restrict-file does not bind it.', 'Records of the check were lost; see Coverage.'],
    next: ['Find out which interpreter this is and whether any version of it asks.', 'Until then keep it away from processes that are to be restricted.', 'Look at what the run did next.'] },
  'denied-check-ignored': {
    why: 'The question, the refusal and the exit status are on record; that the file was read is inferred.',
    other: ['The interpreter used the refusal for a message only and ended well.'],
    next: ['Take the process as hostile or broken: it asked, was told no, and went on.', 'Stop it and keep its image.', 'Look at who set the securebit and who started the process.'] },
  'deny-interactive-ignored': {
    why: 'The securebit and the command line are on record.',
    other: ['The interpreter does not know the securebit.'],
    next: ['Read the code on the command line, if it is there.', 'Find out which interpreter this is and whether it asks.'] },
  'checked-file-swapped': {
    why: 'The question named one device and inode, the run another.',
    other: ['A build or package tool replaced the file between the two.'],
    next: ['Compare both files.', 'See who could write to the folder at that moment.', 'Prefer interpreters that ask about an open descriptor.'] },
  'securebits-tamper': {
    why: 'The call and its answer are on record.',
    other: ['A service manager that resets its children.'],
    next: ['See whether the attempt failed; if it did not, everything the process started since is unbound.', 'Look at who started the process.'] },
  'memfd-exec': {
    why: 'The file executed is a memory file of that device and inode.',
    other: ['Container runtimes and some updaters do this for good reasons; the known ones are suppressed by their image.'],
    next: ['See who made the memory file.', 'If the maker is yours, add it to the benign makers with its digest.', 'Otherwise capture the process while it lives: nothing of it is on disk.',
      'vm.memfd_noexec=2 refuses executable memory files.'] },
  'memfd-exec-denied': { why: 'The refusal is on record.', other: ['A program that tries and has another way when refused.'], next: ['See who made it and what it did instead.'] },
  'memfd-script': {
    why: 'That the interpreter read the script is inferred where it was not the kernel that started it.',
    other: ['A tool that hands a generated script to an interpreter.'],
    next: ['See who made the memory file.', 'Look at what the interpreter started.'] },
  'memfd-map-exec': { why: 'The mapping is on record; that it was jumped into is not.', other: ['A just-in-time compiler.'], next: ['See which program it is; many compilers map so.'] },
  'memfd-create-rejected': { why: 'The refusal is on record.', other: ['A program that asks for more than it needs.'], next: ['See whether the program works without; if so, leave the switch on.'] },
  'memfd-masquerade': {
    why: 'The name is on record, and so is the image that made the file: it is not the one that the name suggests.',
    other: [],
    next: ['Take it as hostile until shown otherwise.', 'Capture the process while it lives: nothing of it is on disk.', 'Look at what the maker did before and where it came from.'] },
  'fileless-exec': { why: 'Device and inode say where the file was.', other: ['An updater that deletes itself.'], next: ['Capture the process while it lives.', 'Mount /dev/shm and /tmp noexec.'] },
  'lsm-denied-exec': { why: 'The security module said so.', other: ['A profile that is too narrow after an update.'], next: ['Is it meant to run there? Then widen the profile for this file alone.', 'If not, see what tried.'] },
  'appraisal-failed': { why: 'IMA said so.', other: ['A file that was installed without its signature.'], next: ['Compare the digest with the package.', 'Sign it, or find out who put it there.'] },
  'measurement-violation': { why: 'IMA recorded it.', other: ['A log or database that is written while it is read.'], next: ['The digest in the list proves nothing about this use: look at the file itself.'] },
  'executed-unmeasured': { why: 'The list was read to its end and has no such content.', other: ['The policy does not measure this kind of file.'], next: ['See what the IMA policy leaves out.', 'Compare the boot of list and log.'] },
  'measurement-list-tampered': { why: 'Hashes do not follow from the data.', other: ['A copy that was cut or edited on its way.'], next: ['Read the list again from the host.', 'Until then believe nothing in it.'] },
  'unknown-digest': { why: 'The list has it and the reference has not.', other: ['A reference older than the last update.'], next: ['Look the digest up at the distributor.', 'Add it to the reference, or treat the file as changed.'] },
  'telemetry-loss': { why: 'Serials are missing or events are incomplete.', other: ['Overload: the kernel drops records when the backlog is full.'], next: ['Raise the backlog limit or narrow the rules.', 'What happened meanwhile is not known: look at other logs.'] },
  'audit-tampering': { why: 'The audit system recorded its own change.', other: ['A restart or a new set of rules by the administrator.'], next: ['See who did it, and whether auditing came back with the same rules.', 'What happened meanwhile is not known.'] },
  'sensor-blind-spot': { why: 'No such record ever came; a host where nothing of the kind happens looks the same.', other: ['Nothing of the kind ever happened.'], next: ['Add the audit rule that the sentence names.'] },
  'unchecked-script': { why: 'No question about this file is on record.', other: [], next: [GAP, 'See in Posture which interpreters do so, and how often.'] },
  'unverifiable-code': { why: 'The command line or the kind of standard input says so.', other: [], next: [GAP, 'deny-interactive would stop interpreters that obey it.'] },
  'dynamic-linker-exec': { why: 'The command line names the linker and the file.', other: ['A packaging tool that starts programs that way.'], next: ['See who does it and why.', 'A noexec mount or a rule of the security module on mapping stops it.'] },
  'denied-check-permissive': { why: 'The question and the refusal are on record.', other: [], next: ['This would break under restrict-file: make the file executable, or leave it to break on purpose.'] },
};

export const NOTHING = { why: '', other: [], next: [] };
