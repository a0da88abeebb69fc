import { localDateAt } from '../../../domain/calendar.ts';
import type { Need } from '../../../domain/needs.ts';
import { Section } from '../../components/prose.tsx';
import { speakerFor, writerFor } from '../../format.ts';
import { isolate } from '../../text.ts';
import type { DashboardContext } from '../frame.tsx';
import { Empty } from '../parts/page.tsx';
import { stripeHref, thingOf } from '../stripe-links.ts';
import { HOME_WORDS } from '../words/home.ts';

const words = HOME_WORDS.needs;

type Where = {
  /** The business's own pages, without a slash. */
  readonly base: string;
  readonly timeZone: string;
  /** Whether whoever looks may answer a dispute; others are led to its payment. */
  readonly mayAnswer: boolean;
  readonly context: DashboardContext;
};

/** One thing to do: what it is, what it means, and its one next step. */
type Line = { readonly title: string; readonly text?: string; readonly href: string; readonly step: string };

/** What needs a person, each with its one next step. */
export const Needs = ({ needs, ...where }: Where & { readonly needs: readonly Need[] }) => (
  <Section title={words.title}>
    {needs.length === 0 ? (
      <Empty text={words.none} />
    ) : (
      <ul class="needs">
        {needs.map((need) => (
          <NeedLine line={lineOf(need, where)} isUrgent={isUrgent(need)} />
        ))}
      </ul>
    )}
    {needs.every(({ kind }) => kind !== 'unexplained') && <p class="small soft">{words.explained}</p>}
  </Section>
);

const NeedLine = ({ line, isUrgent }: { readonly line: Line; readonly isUrgent: boolean }) => (
  <li class={isUrgent ? 'urgent' : undefined}>
    <div>
      <b dir="auto">{line.title}</b>
      {line.text !== undefined && (
        <span class="block small" dir="auto">
          {line.text}
        </span>
      )}
    </div>
    <a href={line.href} aria-label={`${line.step}: ${line.title}`}>
      {line.step}
    </a>
  </li>
);

/** Money that is being lost, or that nobody can pay. */
const isUrgent = ({ kind }: Need): boolean =>
  kind === 'dispute' || kind === 'returned' || kind === 'failed' || kind === 'paused';

function lineOf(need: Need, { base, timeZone, mayAnswer, context }: Where): Line {
  const { speech, frame } = context;
  const day = (ms: number) => speakerFor(speech).date(localDateAt(ms, timeZone));
  const atStripe = (of: { readonly account: string; readonly stripeId: string }) =>
    stripeHref(
      { account: of.account, isTest: frame.isTest },
      thingOf(of.stripeId) ?? 'payments',
      of.stripeId,
    );
  switch (need.kind) {
    case 'paused':
      return { ...words.paused, href: `${base}/stripe` };
    case 'dispute': {
      const { title, until, soon, step, look } = words.dispute;
      const amount = writerFor(need, speech).amount(need.amount);
      const payment = `${base}/payments/${need.paymentId}`;
      return {
        title: title(isolate(need.customer), amount),
        text: need.until === null ? soon : until(day(need.until)),
        href: mayAnswer ? `${payment}/disputes/${need.disputeId}/evidence` : payment,
        step: mayAnswer ? step : look,
      };
    }
    case 'failed':
    case 'returned': {
      const { title, text, step } = words[need.kind];
      const number = need.number ?? '';
      return {
        title: title(isolate(number), isolate(need.customer)),
        text: text(writerFor(need, speech).amount(need.amount)),
        href: `${base}/invoices/${need.invoiceId}`,
        step,
      };
    }
    case 'refused':
      return refusedLine(need, base);
    case 'unheard': {
      const { title, text, step } = words.unheard;
      const href = `${base}/customers/${need.customerId}`;
      return { title: title(isolate(need.customer)), text: text(need.recipient), href, step };
    }
    case 'verifying': {
      const { title, text, until, step } = words.verifying;
      const said = need.until === null ? text : until(day(need.until));
      return {
        title: title(isolate(need.customer)),
        text: said,
        href: `${base}/customers/${need.customerId}`,
        step,
      };
    }
    case 'schedule': {
      const { title, text, step } = words.schedule;
      return {
        title: title(isolate(need.name), isolate(need.customer)),
        text: text[need.why],
        href: `${base}/schedules/${need.scheduleId}`,
        step,
      };
    }
    case 'unknown_object': {
      const { title, text, step } = words.unknown_object;
      return { title, text: text(need.stripeId), href: atStripe(need), step };
    }
    case 'quarantined_event': {
      const { title, text, step } = words.quarantined_event;
      return { title, text: text(need.stripeId), href: `${base}/work/events/${need.stripeId}`, step };
    }
    case 'unexplained': {
      const { title, step } = words.unexplained;
      return { title: title(need.count), href: `${base}/books`, step };
    }
    case 'drafts': {
      const { title, step } = words.drafts;
      const count = need.count > 100 ? '100+' : String(need.count);
      return { title: title(count, need.count === 1), href: `${base}/invoices?view=draft`, step };
    }
    case 'more':
      return moreLine(need.of, base);
    default:
      return need satisfies never;
  }
}

function refusedLine(need: Extract<Need, { readonly kind: 'refused' }>, base: string): Line {
  const { title, step } = words.refused;
  const name = isolate(need.name ?? need.id);
  switch (need.of) {
    case 'connection':
      return { title: title.connection, text: need.message, href: `${base}/stripe`, step: step.connection };
    case 'customer': {
      const href = `${base}/customers/${need.id}`;
      return { title: title.customer(name), text: need.message, href, step: step.customer };
    }
    case 'invoice':
      return {
        title: title.invoice(name),
        text: need.message,
        href: `${base}/invoices/${need.id}`,
        step: step.invoice,
      };
    default:
      return need.of satisfies never;
  }
}

function moreLine(of: Extract<Need, { readonly kind: 'more' }>['of'], base: string): Line {
  const [title, step] = words.more[of];
  switch (of) {
    case 'failed':
    case 'returned':
      return { title, step, href: `${base}/invoices?payment=${of}` };
    case 'dispute':
      return { title, step, href: `${base}/payments/disputes?state=open` };
    case 'refused':
    case 'unheard':
    case 'verifying':
      return { title, step, href: `${base}/customers` };
    case 'schedule':
      return { title, step, href: `${base}/schedules?waiting=yes` };
    default:
      return of satisfies never;
  }
}
