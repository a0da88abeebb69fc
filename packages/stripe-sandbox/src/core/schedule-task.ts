import type { Scope } from './scope.ts';

/** Puts down what is to happen to `subject` at `atMs`; a later plan with the same verb replaces it. */
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

/** Takes back what was planned. */
export function cancelTask(scope: Scope, verb: string, subject: string): void {
  scope.store.removeTask(`${verb}:${subject}`);
}
