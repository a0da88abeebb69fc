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
    kernel.store.transaction(() => {
      kernel.store.removeTask(task.id);
      act?.(scope, task.subject);
    });
  }
}
