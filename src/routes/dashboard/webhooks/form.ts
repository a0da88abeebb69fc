import { z } from 'zod';
import type { Undone } from '../../../domain/outcome.ts';
import { parseEventType, type WebhookEventType } from '../../../domain/webhooks/event-types.ts';
import type { EndpointForm } from '../../../views/dashboard/webhooks/form.tsx';
import { WEBHOOK_WORDS as words } from '../../../views/dashboard/words/webhooks.ts';
import { problemOf } from '../../api/problems.ts';
import { idOf, text } from '../forms.ts';

const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : [given].flat()));

export const endpointForm = z.object({
  command: idOf('req'),
  url: text(),
  description: text(),
  which: text('all'),
  types: several,
});
type Came = z.output<typeof endpointForm>;

export const EMPTY: EndpointForm = { url: '', description: '', which: 'all', types: [] };

/** What was typed, to be shown again. */
export const typedOf = ({ url, description, which, types }: Came): EndpointForm => ({
  url,
  description,
  which: which === 'some' ? 'some' : 'all',
  types,
});

type Asked = {
  readonly url: string;
  readonly description: string | null;
  readonly types: readonly WebhookEventType[] | null;
};

/** What is asked for, or what is wrong by the form alone. */
export function askedOf({ url, description, which, types }: Came): Asked | Readonly<Record<string, string>> {
  const known = types.map(parseEventType).filter((type) => type !== null);
  if (which === 'some' && known.length === 0) return { types: words.noType };
  const said = description.trim().slice(0, 200);
  return {
    url,
    description: said === '' ? null : said,
    types: which === 'some' ? [...new Set(known)] : null,
  };
}

export const isAsked = (asked: Asked | Readonly<Record<string, string>>): asked is Asked => 'url' in asked;

/** What a verb says is wrong, by the field that it is about. */
export function problemsOf(outcome: Undone): Readonly<Record<string, string>> {
  const problem = problemOf(outcome);
  const about = problem.errors?.map(({ path, message }) => [path === 'url' ? 'url' : '', message] as const);
  return Object.fromEntries(about ?? [['', problem.detail]]);
}
