/** By what a client and a Stripe customer may be the same, the strongest first. */
export const PROPOSED_BY = ['external_id', 'email', 'name', 'domain'] as const;
export type ProposedBy = (typeof PROPOSED_BY)[number];

/**
 * How sure it is that they are the same. `sure`: one names the other by its id. `likely`: one mail address, and nobody else
 * has it. `possible`: a name or a domain alone. `several`: more than one fits as well as any other.
 */
export const CONFIDENCES = ['sure', 'likely', 'possible', 'several'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** A Stripe customer that a client may be, once for each reason. */
export type Alike = {
  readonly stripeCustomerId: string;
  readonly by: ProposedBy;
  /** The client that is linked to it. */
  readonly heldBy: string | null;
};

export type Candidate = {
  readonly stripeCustomerId: string;
  /** The strongest first. */
  readonly reasons: readonly ProposedBy[];
};

export type Proposal = {
  readonly proposed: string | null;
  readonly proposedBy: ProposedBy | null;
  readonly confidence: Confidence | null;
  readonly candidates: number;
};

const rankOf = (by: ProposedBy): number => PROPOSED_BY.indexOf(by);

/** Those that a client may be mapped to, each once, the likeliest first. What another client has is none. */
export function candidatesOf(customerId: string, alike: readonly Alike[]): readonly Candidate[] {
  const free = alike.filter(({ heldBy }) => heldBy === null || heldBy === customerId);
  const byId = Map.groupBy(free, ({ stripeCustomerId }) => stripeCustomerId);
  return [...byId]
    .map(([stripeCustomerId, found]) => ({
      stripeCustomerId,
      reasons: [...new Set(found.map(({ by }) => by))].sort((a, b) => rankOf(a) - rankOf(b)),
    }))
    .sort((a, b) => strength(a) - strength(b) || (a.stripeCustomerId < b.stripeCustomerId ? -1 : 1));
}

/** Lower is stronger; with a second reason it is stronger than without. */
const strength = ({ reasons }: Candidate): number => rankOf(reasons[0] ?? 'domain') * 10 - reasons.length;

/**
 * What is proposed for a client: the one candidate that fits best, with its reason. Where several have its id or its
 * address none of them is, whatever else speaks for one: an old and a new customer of one address differ by their
 * methods, which a person has to look at.
 */
export function proposalOf(candidates: readonly Candidate[]): Proposal {
  const [best] = candidates;
  const by = best?.reasons[0];
  if (best === undefined || by === undefined)
    return { proposed: null, proposedBy: null, confidence: null, candidates: 0 };
  const rivals = candidates.filter(({ reasons }) => reasons.includes(by)).length;
  const of = { proposedBy: by, candidates: candidates.length };
  if (rivals > 1) return { ...of, proposed: null, confidence: 'several' };
  return { ...of, proposed: best.stripeCustomerId, confidence: alone(by) };
}

const alone = (by: ProposedBy): Confidence => {
  switch (by) {
    case 'external_id':
      return 'sure';
    case 'email':
      return 'likely';
    case 'name':
    case 'domain':
      return 'possible';
  }
};
