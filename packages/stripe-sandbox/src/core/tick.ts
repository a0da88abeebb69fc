import { type Kernel, type Scope, scopeFor } from './scope.ts';
import { TASKS } from './tasks.ts';

/**
 * Runs every task that is due by the sandbox's clock, in order: bank debits settle, sessions expire, refunds
 * complete. Each is stamped with the instant at which it fell due. It runs before every request, so that no caller
 * sees an outdated state.
 */
export function runDueTasks(kernel: Kernel): void {
  for (;;) {
    const task = kernel.store.dueTask('state', kernel.clock.now());
    if (!task) return;
    const act: ((scope: Scope, subject: string) => void) | undefined = TASKS[task.verb];
    const scope = scopeFor(kernel, task.account, undefined, task.at);
    try {
      kernel.store.transaction(() => {
        kernel.store.removeTask(task.id);
        act?.(scope, task.subject);
      });
    } catch (error) {
      // A failed task would fail again: left in place it would break every later request.
      console.error(`sandbox: ${task.verb} of ${task.subject} broke and is given up:`, error);
      kernel.store.removeTask(task.id);
    }
  }
}
