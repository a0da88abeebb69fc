import { ButtonLink } from '../components/form.tsx';
import { Section } from '../components/prose.tsx';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { PageHead } from './parts/page.tsx';
import { STRIPE_WORDS } from './words/stripe.ts';

const words = STRIPE_WORDS.marketplace;

export type MarketplaceView = {
  readonly stripe: keyof typeof words.states;
  /** The Stripe page of the business. */
  readonly href: string;
};

/** What can be integrated: payments through Stripe. */
export const marketplacePage = ({ stripe, href }: MarketplaceView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <Section title={words.payments}>
          <div class="head">
            <div>
              <p>
                <b>{words.stripe}</b> <span class="tag">{words.states[stripe]}</span>
              </p>
              <p class="small soft">{words.stripeAbout}</p>
            </div>
            <p class="actions">
              <ButtonLink href={href}>{stripe === 'none' ? words.integrate : words.configure}</ButtonLink>
            </p>
          </div>
        </Section>
      </>
    ),
  });
