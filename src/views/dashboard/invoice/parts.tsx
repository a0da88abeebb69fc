import { VerbLink, Verbs } from '../../components/table.tsx';
import { INVOICE_WORDS as words } from '../words/invoice.ts';
import type { ActLink, StripeRef, Tone } from './page-view.ts';

/** A state as a word and a colour. */
export const State = ({ text, tone }: { readonly text: string; readonly tone: Tone }) => (
  <span class={tone === 'plain' ? undefined : tone}>{text}</span>
);

/** Sentences below a state, each in a line of its own. */
export const Why = ({ sentences }: { readonly sentences: readonly string[] }) =>
  sentences.length === 0 ? null : (
    <ul class="why">
      {sentences.map((sentence) => (
        <li dir="auto">{sentence}</li>
      ))}
    </ul>
  );

/** An id at Stripe, which leads there where it has a page. */
export const AtStripe = ({ of }: { readonly of: StripeRef | null }) => {
  if (of === null) return null;
  const { id, href } = of;
  return (
    <span class="block small">
      {href === null ? (
        <code class="stripe">{id}</code>
      ) : (
        <a href={href} aria-label={words.stripeFull(id)} target="_blank" rel="noopener noreferrer">
          <code class="stripe">{id}</code>
        </a>
      )}
    </span>
  );
};

export const ActLinks = ({ acts }: { readonly acts: readonly ActLink[] }) =>
  acts.length === 0 ? null : (
    <Verbs>
      {acts.map(({ href, label, fullLabel }) => (
        <VerbLink href={href} label={label} fullLabel={fullLabel ?? label} />
      ))}
    </Verbs>
  );
