import type { Scope } from './scope.ts';

/** Schedules `verb` for `subject` at `atMs`, replacing an earlier task with the same verb. */
export function scheduleTask(scope: Scope, verb: string, subject: string, atMs: number): void {
  scope.store.putTask({
    id: `${verb}:${subject}`,
    queue: 'state',
    at: atMs,
    verb,
    account: scope.account,
    subject,
  });
}

export function cancelTask(scope: Scope, verb: string, subject: string): void {
  scope.store.removeTask(`${verb}:${subject}`);
}
