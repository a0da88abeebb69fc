import { hasBusiness } from '../../db/queries/set-up.ts';
import { selectNotes } from '../../db/queries/watch-notes.ts';
import { type Owner, ownerProblems, type SettingProblem } from '../../domain/set-up.ts';
import { fields, text, yesOrNo } from '../../domain/shape.ts';
import type { SchemaStanding } from '../../domain/watch/schema.ts';
import type { Context } from '../core/context.ts';
import { readSchema } from './health.ts';

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
  const [note] = await selectNotes(ctx.db, ['deployment']);
  const { deploymentId, livemode } = ctx;
  const own = { deploymentId, livemode, hasBusiness: await hasBusiness(ctx.db, livemode) };
  const problems = ownerProblems(ownerOf(note?.value), own);
  return {
    schema,
    problems: [...said, ...problems],
    stops: problems.some(({ setting }) => setting !== 'business'),
  };
}

const readOwner = fields({ deploymentId: text, livemode: yesOrNo });

const ownerOf = (stored: unknown): Owner | null => readOwner(stored) ?? null;
