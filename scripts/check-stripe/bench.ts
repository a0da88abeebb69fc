import Stripe from 'stripe';
import type { Arrived, Entry, Target } from './target.ts';
import { type Said, withoutIds } from './transcript.ts';

/** What a probe works with: a Stripe, and a sheet to write on. */
export interface Bench extends Omit<Target, 'pay' | 'close'> {
  /** Makes a call and records what came of it: what is said of its value, or how it was refused. Null where refused. */
  readonly tried: <T>(what: string, call: () => Promise<T>, say: (value: T) => Said) => Promise<T | null>;
  readonly note: (what: string, said: Said) => void;
  /** Pays on the hosted page, and records where the payer came to. */
  readonly pay: (what: string, session: Stripe.Checkout.Session, entry: Entry) => Promise<Arrived>;
  /** Records the types of the events about these objects, in their order, once one of the type `last` is there. */
  readonly happened: (what: string, about: readonly (string | null)[], last: string) => Promise<void>;
}

export function benchOn(target: Target, sheet: Record<string, Said>): Bench {
  const note: Bench['note'] = (what, said) => {
    if (what in sheet) throw new Error(`the step "${what}" is noted twice`);
    sheet[what] = withoutIds(said);
  };
  return {
    ...target,
    note,
    tried: async (what, call, say) => {
      try {
        const value = await call();
        note(what, { status: 200, ...fielded(say(value)) });
        return value;
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeError)) throw error;
        note(what, refusal(error));
        return null;
      }
    },
    pay: async (what, session, entry) => {
      const arrived = await target.pay(session, entry);
      note(what, { payer: arrived });
      return arrived;
    },
    happened: async (what, about, last) => {
      const types = await target.settle(async () => {
        const seen = await eventTypes(target, about);
        return seen.includes(last) ? seen : null;
      }, 10);
      note(what, { events: types ?? (await eventTypes(target, about)) });
    },
  };
}

const fielded = (said: Said) =>
  typeof said === 'object' && said !== null && !Array.isArray(said) ? said : { is: said };

/** A refusal without its words, which Stripe may change, and without its ids. */
function refusal(error: Stripe.errors.StripeError): Said {
  const added = new Set(['headers', 'requestId', 'statusCode']);
  const raw: object = typeof error.raw === 'object' && error.raw !== null ? error.raw : {};
  return {
    status: error.statusCode ?? null,
    type: error.rawType ?? null,
    code: error.code ?? null,
    param: error.param ?? null,
    declineCode: error.decline_code ?? null,
    fields: Object.keys(raw)
      .filter((name) => !added.has(name))
      .sort(),
  };
}

async function eventTypes(target: Target, about: readonly (string | null)[]): Promise<string[]> {
  const types: string[] = [];
  for await (const event of target.stripe.events.list({ created: { gte: target.since }, limit: 100 })) {
    const text = JSON.stringify(event);
    if (about.some((id) => id !== null && text.includes(`"${id}"`))) types.unshift(event.type);
    if (types.length >= 50) break;
  }
  return types;
}

/** The names of an object's fields, sorted: which are there, whatever they hold. */
export const fieldsOf = (object: object): Said => Object.keys(object).sort();

/** The id of a field that may be expanded. */
export function idOf(field: string | { readonly id: string } | null | undefined): string | null {
  if (field === null || field === undefined) return null;
  return typeof field === 'string' ? field : field.id;
}
