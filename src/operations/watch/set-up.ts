import { hasBusiness } from '../../db/queries/set-up.ts';
import { selectNotes } from '../../db/queries/watch-notes.ts';
import { keyProblems, ownerProblems, type SettingProblem } from '../../domain/set-up.ts';
import type { SchemaStanding } from '../../domain/watch/schema.ts';
import type { Context } from '../core/context.ts';
import { readSchema } from './health.ts';
import { ownerOf, stripeKeyNoteOf } from './owner-notes.ts';

/** What is wrong between this Worker, its settings and its database; each setting by itself was read before. */
export type SetUp = {
  readonly schema: SchemaStanding;
  readonly problems: readonly SettingProblem[];
  /** Whether nothing else can be said before it is mended. */
  readonly stops: boolean;
};

export async function readSetUp(ctx: Context): Promise<SetUp> {
  const schema = await readSchema(ctx);
  const said = schema.says === null ? [] : [{ setting: 'schema', says: schema.says }];
  // An older database may lack what is asked for next.
  if (schema.difference === 'behind') return { schema, problems: said, stops: true };
  const notes = await selectNotes(ctx.db, ['deployment', 'stripe_key']);
  const noteOf = (name: string): unknown => notes.find((note) => note.name === name)?.value;
  const { deploymentId, livemode } = ctx;
  const own = { deploymentId, livemode, hasBusiness: await hasBusiness(ctx.db, livemode) };
  const owner = ownerOf(noteOf('deployment'));
  const problems = ownerProblems(owner, own);
  return {
    schema,
    problems: [...said, ...problems, ...keyProblems(owner, stripeKeyNoteOf(noteOf('stripe_key')))],
    stops: problems.some(({ setting }) => setting !== 'business'),
  };
}
