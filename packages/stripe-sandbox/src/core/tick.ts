import { type Kernel, type Scope, scopeFor } from './scope.ts';
import { TASKS } from './tasks.ts';

/**
 * Does everything that has fallen due by the sandbox's clock: bank debits settle, sessions expire, refunds move.
 * Each piece is stamped with the moment at which it fell due, in their order. Run before every request, so nobody
 * sees a state that should have passed.
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
      // What cannot be done now cannot be done later: left in place it would break every request after this one.
      console.error(`sandbox: ${task.verb} of ${task.subject} broke and is given up:`, error);
      kernel.store.removeTask(task.id);
    }
  }
}
