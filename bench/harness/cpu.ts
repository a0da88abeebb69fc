import { readdirSync, readFileSync } from 'node:fs';

/**
 * CPU time that a process has used so far, all its threads together, in microseconds; null where the system does
 * not tell. Linux counts it in nanoseconds per thread, which /proc/<pid>/stat rounds to 10 ms.
 * https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat
 */
export function cpuTimeUs(pid: number): number | null {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const nanoseconds = threads.map((thread) => {
      const [onCpu] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
      return Number(onCpu);
    });
    return nanoseconds.reduce((sum, part) => sum + part, 0) / 1000;
  } catch {
    return null;
  }
}

/** The process that `parent` started as `program`, or null. Linux only. */
export function childProcess(parent: number, program: string): number | null {
  const isOurs = (pid: string): boolean => {
    try {
      const [, name, ppid] = /^\d+ \((.*)\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
      return name === program && Number(ppid) === parent;
    } catch {
      return false;
    }
  };
  try {
    const found = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && isOurs(entry));
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}
