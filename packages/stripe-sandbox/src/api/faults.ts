/** The kinds of fault. `_applied`: the request takes effect, but the caller gets no answer. */
export const FAULT_KINDS = [
  '429',
  'lock_timeout',
  '500',
  '500_applied',
  'timeout',
  'timeout_applied',
  'reset',
  'reset_applied',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A rule: the next `times` calls that match fail in this way. */
export interface Fault {
  id: number;
  /** `GET`, `POST`, `DELETE`, or `*`. */
  method: string;
  /** A path with `*` for any text, such as `/v1/payment_intents/*`. */
  pathPattern: string;
  times: number;
  kind: FaultKind;
  /** For time-outs: how long the call is held before its connection is cut, in real ms. */
  holdMs: number;
}

export interface Faults {
  add(fault: Omit<Fault, 'id'>): Fault;
  /** The fault that matches this call, with its count reduced; undefined when there is none. */
  strike(method: string, path: string): Fault | undefined;
  all(): Fault[];
  /** Removes one rule. */
  remove(id: number): void;
  clear(): void;
}

/** Thrown instead of an answer when the connection is to be cut. */
export class ConnectionCut extends Error {
  constructor() {
    super('The sandbox cut the connection, as a fault told it to.');
  }
}

export function createFaults(): Faults {
  let rules: Fault[] = [];
  let last = 0;
  return {
    add(fault) {
      const rule = { ...fault, id: ++last };
      rules.push(rule);
      return rule;
    },
    strike(method, path) {
      const rule = rules.find((each) => each.times > 0 && matches(each, method, path));
      if (!rule) return undefined;
      rule.times--;
      rules = rules.filter((each) => each.times > 0);
      return rule;
    },
    all: () => rules.map((rule) => ({ ...rule })),
    remove(id) {
      rules = rules.filter((rule) => rule.id !== id);
    },
    clear() {
      rules = [];
    },
  };
}

function matches(rule: Fault, method: string, path: string): boolean {
  if (rule.method !== '*' && rule.method.toUpperCase() !== method) return false;
  const source = rule.pathPattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(path);
}
