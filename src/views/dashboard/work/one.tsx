import type { StoppedKind } from '../../../domain/watch/stopped.ts';
import { Fact, Facts } from '../../components/facts.tsx';
import { VerbForm } from '../../components/form.tsx';
import { Remark, Section, WayOn } from '../../components/prose.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { StripeId } from '../parts/stripe-id.tsx';
import { Tag, type Tone } from '../parts/tag.tsx';
import type { StripePlace, StripeThing } from '../stripe-links.ts';
import { WORK_WORDS as words } from '../words/work.ts';

export type OneWorkView = {
  readonly home: string;
  readonly title: string;
  readonly state: { readonly word: string; readonly tone: Tone };
  /** Labels with what is known, without what is not. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  /** Null for a job. */
  readonly atStripe: { readonly at: StripePlace; readonly thing: StripeThing; readonly id: string } | null;
  /** What is kept of it, as JSON. */
  readonly payload: string;
  readonly payloadSays: string;
  /** How it is run again: null where it is not stopped, or the role may not. */
  readonly again: { readonly kind: StoppedKind; readonly id: string } | null;
  readonly before: number;
};

/** One event of Stripe's, or one job. */
export const oneWorkPage = (view: OneWorkView, context: DashboardContext): string =>
  dashboardPage({
    title: view.title,
    context,
    styles:
      '.facts{margin-top:24px}.facts dd{overflow-wrap:anywhere}pre{margin-top:12px;padding:16px;overflow-wrap:anywhere;' +
      'white-space:pre-wrap;font-size:.875rem;border:1px solid var(--line);border-radius:8px}h1{overflow-wrap:anywhere}',
    body: (
      <>
        <PageHead title={view.title} />
        <Facts>
          <Fact label={words.facts.state}>
            <Tag tone={view.state.tone}>{view.state.word}</Tag>
          </Fact>
          {view.facts.map(([label, text]) => (
            <Fact label={label}>{text}</Fact>
          ))}
          {view.atStripe !== null && (
            <Fact label={words.facts.atStripe}>
              <StripeId {...view.atStripe} />
            </Fact>
          )}
        </Facts>
        <Section title={words.payload}>
          <Remark>{view.payloadSays}</Remark>
          <pre dir="ltr">{view.payload}</pre>
        </Section>
        {view.again === null ? (
          <Remark>{words.notRerunnable}</Remark>
        ) : (
          <div class="actions">
            <VerbForm
              csrf={context.frame.csrf}
              action={`${view.home}/work/${view.again.kind}/again`}
              fields={{ before: String(view.before), id: view.again.id }}
              label={words.again}
            />
          </div>
        )}
        <WayOn href={`${view.home}/work`}>{words.back}</WayOn>
      </>
    ),
  });
