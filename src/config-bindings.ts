import { refuse, SettingError } from './config-read.ts';
import { bindingProblem, MOST_DATABASE_CODE, RATE_BINDINGS } from './domain/configuration.ts';

type BindingName =
  | 'DB'
  | 'WORK'
  | 'ASSETS'
  | 'EMAIL'
  | 'FILES'
  | (typeof RATE_BINDINGS)[keyof typeof RATE_BINDINGS];
type Wanted = { readonly methods: readonly string[]; readonly mend: string };

/** One that is not bound would let everything pass. */
const RATE: Wanted = { methods: ['limit'], mend: 'keep the [[ratelimits]] of wrangler.toml' };

/** What a binding has to be able to do, and what mends one that cannot. */
const BINDINGS: Readonly<Record<BindingName, Wanted>> = {
  DB: {
    methods: ['prepare', 'batch'],
    mend: 'bind a D1 database under [[d1_databases]], with binding = "DB"',
  },
  WORK: { methods: ['sendBatch'], mend: 'bind a queue under [[queues.producers]], with binding = "WORK"' },
  ASSETS: { methods: ['fetch'], mend: 'bind the static assets under [assets], with binding = "ASSETS"' },
  EMAIL: {
    methods: ['send'],
    mend: 'bind Cloudflare’s Email Service under [[send_email]], with name = "EMAIL", or let EMAIL_TRANSPORT be smtp',
  },
  FILES: {
    methods: ['put', 'get', 'delete', 'createMultipartUpload'],
    mend: 'bind an R2 bucket under [[r2_buckets]], with binding = "FILES", or none: no files are attached then',
  },
  RATE_NETWORK: RATE,
  RATE_LINK: RATE,
  RATE_KEY: RATE,
  RATE_REFUSED: RATE,
  RATE_SIGN_IN: RATE,
};

export const BINDING_NAMES: readonly BindingName[] = [
  ...(['DB', 'WORK', 'ASSETS', 'EMAIL', 'FILES'] as const),
  ...Object.values(RATE_BINDINGS),
];

/** Throws where a binding is missing, or is of another kind. */
export function checkBinding(env: object, name: BindingName): void {
  if (name === 'EMAIL' && Reflect.get(env, 'EMAIL_TRANSPORT') !== 'binding') return;
  if (name === 'FILES' && Reflect.get(env, 'FILES') === undefined) return;
  const { methods, mend } = BINDINGS[name];
  const value: unknown = Reflect.get(env, name);
  const kind = value === undefined ? 'missing' : canDo(value, methods, name) ? 'right' : 'wrong';
  refuse(name, bindingProblem(name, kind, mend));
}

/** The databases beside the first: one that is bound to something else would be passed over, with all that lives there. */
export function checkFurther(env: object, name: string): void {
  const code = Number(/^DB_([1-9]\d{0,2})$/.exec(name)?.[1] ?? Number.NaN);
  if (!(code <= MOST_DATABASE_CODE))
    throw new SettingError(
      name,
      `${name} names no database: those beside DB are DB_1 to DB_${MOST_DATABASE_CODE}`,
    );
  const { methods } = BINDINGS.DB;
  const mend = `bind a D1 database under [[d1_databases]], with binding = "${name}"`;
  refuse(name, bindingProblem(name, canDo(Reflect.get(env, name), methods, 'DB') ? 'right' : 'wrong', mend));
}

function canDo(value: unknown, methods: readonly string[], name: BindingName): boolean {
  if (typeof value !== 'object' || value === null) return false;
  // A service binding takes any name for a method of its own.
  const isService = value.constructor?.name === 'Fetcher';
  if (isService && name !== 'ASSETS') return false;
  return methods.every((method) => typeof Reflect.get(value, method) === 'function');
}
