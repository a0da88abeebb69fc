import { Notice } from '../components/flash.tsx';
import { ButtonLink } from '../components/form.tsx';
import { Remark, Section, WayOn } from '../components/prose.tsx';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { PageHead } from './parts/page.tsx';
import { CopyableId, STRIPE_STYLES } from './stripe-parts.tsx';
import { COPIED, COPYING_WORDS as words } from './words/copying.ts';

export type CopyingView = {
  readonly base: string;
  /** Null until Stripe has said how the deployment's own account is called. */
  readonly accountId: string | null;
  /** The day on which Stripe's page was read, as people read it. */
  readonly asOf: string;
  /** What is on the account; null where Stripe does not say. */
  readonly customers: {
    readonly arrived: number;
    readonly hasMore: boolean;
    readonly mapped: number;
  } | null;
  readonly mapHref: string | null;
};

/** The guide for copying customers, which ticks itself off as they arrive. */
export const copyingPage = (view: CopyingView, context: DashboardContext): string => {
  const { customers } = view;
  const hasArrived = customers !== null && customers.arrived + customers.mapped > 0;
  const isMapped = customers !== null && customers.mapped > 0 && customers.arrived === 0;
  // Whoever has accepted has done everything before it; Stripe does not tell us of the steps in between.
  const doneUpTo = isMapped ? 5 : hasArrived ? 4 : 0;
  return dashboardPage({
    title: words.title,
    context,
    styles: STRIPE_STYLES,
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <div class="stand">
          <Notice tone="wait">{words.warning}</Notice>
        </div>
        <Section title={words.idTitle}>
          {view.accountId === null ? (
            <p>
              {words.idUnknown} <a href={view.base}>{words.back}</a>
            </p>
          ) : (
            <>
              <p>
                <CopyableId id={view.accountId} />
              </p>
              <Remark>{words.idHint}</Remark>
            </>
          )}
        </Section>
        <ol class="steps">
          {words.steps.map(({ title, text }, index) => (
            <li>
              <b>{title}</b> {index < doneUpTo && <span class="tag">✓ {words.done}</span>}
              <p>{text}</p>
              {index === 3 && <p role="status">{arrivedText(customers)}</p>}
              {index === 4 && hasArrived && !isMapped && view.mapHref !== null && (
                <p class="actions">
                  <ButtonLink href={view.mapHref}>{words.map}</ButtonLink>
                </p>
              )}
            </li>
          ))}
        </ol>
        <p class="actions">
          <a href={`${view.base}/copying`}>{words.reload}</a>
        </p>
        <div class="two">
          <Listed title={words.takenTitle} of={COPIED.taken} />
          <Listed title={words.leftTitle} of={COPIED.left} />
        </div>
        <p>{words.ambiguous}</p>
        <Remark>
          {words.asOf(view.asOf)} <a href={COPIED.source}>{words.sourceLabel}</a>
        </Remark>
        <WayOn href={view.base}>{words.back}</WayOn>
      </>
    ),
  });
};

function arrivedText(customers: CopyingView['customers']): string {
  if (customers === null) return words.unknown;
  const { arrived, hasMore, mapped } = customers;
  if (arrived === 0) return mapped > 0 ? words.allMapped : words.none;
  return arrived === 1 ? words.arrivedOne : words.arrived(`${arrived}${hasMore ? '+' : ''}`);
}

const Listed = ({ title, of }: { readonly title: string; readonly of: readonly string[] }) => (
  <Section title={title}>
    <ul class="wanted">
      {of.map((each) => (
        <li>{each}</li>
      ))}
    </ul>
  </Section>
);
