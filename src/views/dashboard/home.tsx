import type { LocalDate } from '../../domain/calendar.ts';
import type { MoneyReport } from '../../domain/money-report.ts';
import type { Need, NextCharge, Beginning as Steps } from '../../domain/needs.ts';
import { flashFor } from './flash.ts';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { Beginning } from './home/beginning.tsx';
import { Charges } from './home/charges.tsx';
import { MoneyParts } from './home/money.tsx';
import { Needs } from './home/needs.tsx';
import { HOME_STYLES } from './home/styles.ts';
import { PageHead } from './parts/page.tsx';
import { HOME_WORDS as words } from './words/home.ts';

export type HomeView = {
  /** Where the business's pages stand, without a slash at the end. */
  readonly base: string;
  readonly stripe: { readonly account: string; readonly isPaused: boolean } | null;
  readonly needs: readonly Need[];
  readonly money: readonly MoneyReport[];
  readonly nextCharges: { readonly charges: readonly NextCharge[]; readonly hasMore: boolean };
  /** Null once an invoice was paid. */
  readonly beginning: Steps | null;
  /** The business's own day and zone. */
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly mayAnswer: boolean;
  readonly said: string | null;
};

/** The first page of a business: what needs a person, how the money stands, and what is charged next. */
export const homePage = (view: HomeView, context: DashboardContext): string => {
  const { base, timeZone, mayAnswer, today } = view;
  return dashboardPage({
    title: words.title,
    context,
    said: flashFor(words.said, view.said),
    styles: HOME_STYLES,
    body: (
      <>
        <PageHead title={words.title} lead={stripeText(view.stripe)} />
        {view.beginning !== null && <Beginning steps={view.beginning} base={base} />}
        <Needs needs={view.needs} {...{ base, timeZone, mayAnswer, context }} />
        <MoneyParts reports={view.money} today={today} base={base} context={context} />
        <Charges {...view.nextCharges} base={base} context={context} />
      </>
    ),
  });
};

function stripeText(stripe: HomeView['stripe']): string {
  if (stripe === null) return words.notConnected;
  return stripe.account === 'self' ? words.own : words.connected(stripe.account);
}
