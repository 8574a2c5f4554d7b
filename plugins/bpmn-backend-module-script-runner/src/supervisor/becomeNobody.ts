/**
 * Gives up all rights of root, before anything is run: a sandbox that root has begun is none. Throws where that does not come about.
 */
export function becomeNobody({
  uid,
  gid,
}: {
  readonly uid: number;
  readonly gid: number;
}): void {
  if (process.getuid?.() !== 0) {
    return;
  }
  if (uid === 0 || gid === 0) {
    throw new Error(
      'Expected a user other than root to run scripts as, but bpmn.scripts.uid or gid is 0',
    );
  }
  process.setgroups!([]);
  process.setgid!(gid);
  process.setuid!(uid);
  if (process.getuid() === 0 || process.geteuid!() === 0) {
    throw new Error('Expected not to be root any more, but still am');
  }
}
