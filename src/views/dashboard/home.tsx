import { Fact, Facts } from '../components/facts.tsx';
import { Section } from '../components/prose.tsx';
import { flashFor } from './flash.ts';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { PageHead } from './parts/page.tsx';
import { HOME_WORDS as words } from './words/home.ts';

export type HomeView = {
  readonly stripe: { readonly account: string; readonly isPaused: boolean } | null;
  readonly role: string;
  /** The pages that the reader may open, but for this one. */
  readonly pages: readonly { readonly href: string; readonly label: string; readonly about: string }[];
  readonly said: string | null;
};

/** The first page of a business: how it stands, and where to go. It shows nothing that was not read. */
export const homePage = (view: HomeView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    said: flashFor(words.said, view.said),
    styles: '.facts{margin-top:24px}',
    body: (
      <>
        <PageHead title={words.title} />
        <Facts>
          <Fact label={words.stripe}>{stripeText(view.stripe)}</Fact>
          <Fact label={words.mode}>{context.frame.isTest ? words.test : words.live}</Fact>
          <Fact label={words.role}>{view.role}</Fact>
        </Facts>
        <Section title={words.pages}>
          <ul class="choices">
            {view.pages.map(({ href, label, about }) => (
              <li>
                <a href={href}>{label}</a>
                <span class="small block">{about}</span>
              </li>
            ))}
          </ul>
        </Section>
      </>
    ),
  });

function stripeText(stripe: HomeView['stripe']): string {
  if (stripe === null) return words.notConnected;
  const account = stripe.account === 'self' ? words.own : stripe.account;
  return stripe.isPaused
    ? words.paused(account)
    : stripe.account === 'self'
      ? account
      : words.connected(account);
}
