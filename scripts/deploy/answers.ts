import type { Given } from '../business/details.ts';
import type { MailSettings } from './mail.ts';

/** What a deployment is made of, as its owner said it. */
export interface Answers {
  /** `production`, unless another stands beside it. */
  readonly environment: string;
  /** Cloudflare's account; null where the token opens only one. */
  readonly accountId: string | null;
  readonly business: Given;
  readonly mail: MailSettings;
  /** A secret: asked for or taken from the environment each time, and stored nowhere here. */
  readonly stripeKey: string;
  /** Stripe's address; another one for a sandbox on this machine only. */
  readonly stripeUrl: URL;
  /** A host of the owner's own; null for workers.dev. */
  readonly domain: string | null;
  /** Where it answers, for what stands behind something of the owner's own. */
  readonly url: string | null;
  /** The Worker's name, which the database's and the queues' names begin with. */
  readonly worker: string;
  /** Says which deployment this is where nothing here knows it yet. */
  readonly deploymentId: string | null;
  /** Link keys of a Worker that was deleted, so that links in sent mails go on opening. */
  readonly linkKeys: string | null;
}

/** The names of everything that a deployment has at Cloudflare. */
export const namesOf = ({ worker }: Pick<Answers, 'worker'>) => ({
  worker,
  database: worker,
  queue: `${worker}-work`,
  // The Worker knows the others by how their names end.
  deadLetterQueue: `${worker}-work-dead`,
  mailEventsQueue: `${worker}-mail-events`,
  bucket: `${worker}-files`,
});
