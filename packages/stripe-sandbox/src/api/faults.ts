import type { JsonObject } from '../core/json.ts';

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

/** An answer that is given word for word instead of acting, whatever Stripe would say. */
export interface FixedAnswer {
  status: number;
  /** Text as it goes out; an object goes out as JSON. */
  body: string | JsonObject;
  /** Where it is not JSON, as an HTML page of a proxy. */
  contentType?: string | undefined;
  headers?: Record<string, string> | undefined;
}

/** A rule: the next `times` calls that match fail in this way. */
export interface Fault {
  id: number;
  /** `GET`, `POST`, `DELETE`, or `*`. */
  method: string;
  /** A path with `*` for any text, such as `/v1/payment_intents/*`. */
  pathPattern: string;
  times: number;
  kind: FaultKind | 'answer';
  /** The answer, if the kind is `answer`. */
  answer?: FixedAnswer | undefined;
  /** Only calls whose query or body contains this text, such as `phone=`. */
  containing?: string | undefined;
  /** For time-outs: how long the call is held before its connection is cut, in real ms. */
  holdMs: number;
}

export interface Faults {
  add(fault: Omit<Fault, 'id'>): Fault;
  /** The fault that matches this call, with its count reduced, or undefined. `raw` is the call's query or body. */
  strike(method: string, path: string, raw: string): Fault | undefined;
  /** The fixed answer to this call, with its count reduced; it comes before keys, limits and routes. */
  answer(method: string, path: string, raw: string): FixedAnswer | undefined;
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
  const use = (wanted: (rule: Fault) => boolean): Fault | undefined => {
    const rule = rules.find((each) => each.times > 0 && wanted(each));
    if (!rule) return undefined;
    rule.times--;
    rules = rules.filter((each) => each.times > 0);
    return rule;
  };
  return {
    add(fault) {
      const rule = { ...fault, id: ++last };
      rules.push(rule);
      return rule;
    },
    strike: (method, path, raw) => use((rule) => rule.kind !== 'answer' && matches(rule, method, path, raw)),
    answer: (method, path, raw) =>
      use((rule) => rule.kind === 'answer' && matches(rule, method, path, raw))?.answer,
    all: () => rules.map((rule) => ({ ...rule })),
    remove(id) {
      rules = rules.filter((rule) => rule.id !== id);
    },
    clear() {
      rules = [];
    },
  };
}

function matches(rule: Fault, method: string, path: string, raw: string): boolean {
  if (rule.containing !== undefined && !decode(raw).includes(rule.containing)) return false;
  if (rule.method !== '*' && rule.method.toUpperCase() !== method) return false;
  const source = rule.pathPattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(path);
}

/** Forms carry brackets and addresses percent-encoded; a pattern is written in plain text. */
function decode(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch {
    return raw;
  }
}
