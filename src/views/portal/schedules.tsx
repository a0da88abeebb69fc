import type { CadenceUnit } from '../../domain/schedule/recurrence.ts';
import type { ScheduleStatus } from '../../domain/schedule/status.ts';
import type { Flash } from '../components/flash.tsx';
import { VerbForm } from '../components/form.tsx';
import { Lead, Remark, Section } from '../components/prose.tsx';
import { Cell, type Column, Row, Table, VerbLink, Verbs } from '../components/table.tsx';
import type { PortalScheduleWords } from '../i18n/en/portal-schedules.ts';
import { isolate } from '../text.ts';
import { type PortalContext, portalPage } from './frame.tsx';
import { type PortalWriter, portalWriter } from './writer.ts';

export type ShownSchedule = {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly every: number;
  readonly unit: CadenceUnit;
  readonly status: ScheduleStatus;
  readonly pausedOn: string | null;
  /** By the customer: what the business stopped is the business's to start. */
  readonly isPausedByThem: boolean;
  readonly endsOn: string | null;
  readonly endedOn: string | null;
  readonly next: readonly {
    readonly from: string;
    readonly to: string;
    readonly invoicedOn: string;
    readonly amount: number | null;
    readonly skipped: boolean;
  }[];
  readonly isCounted: boolean;
};

export type SchedulesView = {
  readonly schedules: readonly ShownSchedule[];
  /** What the business lets them do. */
  readonly may: { readonly pause: boolean; readonly end: boolean };
};

/** What can be done stands on one line, apart from what is said above it. */
const SHEET = '.acts{align-items:baseline;margin-top:8px}.list+.small{margin-top:12px}';

/** A customer's recurring invoices: how each stands, what comes next, and what they can do. */
export function schedulesPage(
  view: SchedulesView,
  context: PortalContext & { readonly said: string | null },
): string {
  const writer = portalWriter(context.speech);
  const words = context.speech.words.portalSchedules;
  const { merchant, csrf } = context.visit;
  const name = isolate(merchant.name);
  const body = (
    <>
      <h1>{words.title}</h1>
      <Lead>{view.schedules.length === 0 ? words.none(name) : words.explained(name)}</Lead>
      {view.schedules.map((schedule) => (
        <OneSchedule schedule={schedule} may={view.may} csrf={csrf} words={words} writer={writer} />
      ))}
    </>
  );
  const said = saidOf(context.said, words);
  return portalPage({ title: words.title, context, area: 'schedules', said, styles: SHEET, body });
}

type One = {
  readonly schedule: ShownSchedule;
  readonly may: SchedulesView['may'];
  readonly csrf: string;
  readonly words: PortalScheduleWords;
  readonly writer: PortalWriter;
};

const OneSchedule = ({ schedule, may, csrf, words, writer }: One) => {
  const { id, name, every, unit, status, next } = schedule;
  const shown = isolate(name);
  const { schedules: mails } = writer.speech.words.emails;
  const isOver = status === 'ended';
  return (
    <Section title={shown}>
      <Lead>
        <b>{words.status[status]}</b>
        {' · '}
        {mails.every[unit](every)}
      </Lead>
      {standing(schedule, words, writer).map((text) => (
        <Remark>{text}</Remark>
      ))}
      {next.length > 0 && <Next schedule={schedule} words={words} writer={writer} />}
      {schedule.isCounted && <Remark>{mails.counted}</Remark>}
      {!isOver && (may.pause || may.end) && (
        <Verbs>
          {may.pause && status === 'active' && (
            <VerbForm
              csrf={csrf}
              action={`/portal/schedules/${id}/pause`}
              label={words.pause}
              fullLabel={words.pauseNamed(shown)}
            />
          )}
          {may.pause && schedule.isPausedByThem && (
            <VerbForm
              csrf={csrf}
              action={`/portal/schedules/${id}/resume`}
              label={words.resume}
              fullLabel={words.resumeNamed(shown)}
            />
          )}
          {may.end && schedule.endsOn === null && (
            <VerbLink
              href={`/portal/schedules/${id}/end`}
              label={words.end}
              fullLabel={words.endNamed(shown)}
            />
          )}
        </Verbs>
      )}
    </Section>
  );
};

function standing(
  { status, pausedOn, endsOn, endedOn }: ShownSchedule,
  words: PortalScheduleWords,
  { date }: PortalWriter,
): readonly string[] {
  if (status === 'ended') return endedOn === null ? [] : [words.endedOn(date(endedOn))];
  return [
    ...(status === 'paused' && pausedOn !== null ? [words.pausedSince(date(pausedOn))] : []),
    ...(endsOn === null ? [] : [words.endsOn(date(endsOn))]),
  ];
}

const Next = ({ schedule, words, writer }: Pick<One, 'schedule' | 'words' | 'writer'>) => {
  const columns: readonly Column[] = [
    { heading: words.period },
    { heading: words.invoicedOn },
    { heading: words.amount, kind: 'amount' },
  ];
  const { created } = writer.speech.words.emails.schedules;
  return (
    <Table columns={columns}>
      {schedule.next.map(({ from, to, invoicedOn, amount, skipped }) => (
        <Row>
          <Cell kind="main">{created.days(writer.date(from), writer.date(to))}</Cell>
          <Cell label={words.invoicedOn}>{skipped ? '–' : writer.date(invoicedOn)}</Cell>
          <Cell kind="owed">
            {skipped
              ? words.skipped
              : amount === null
                ? created.notSaid
                : writer.amount(schedule.currency, amount)}
          </Cell>
        </Row>
      ))}
    </Table>
  );
};

function saidOf(said: string | null, { said: words }: PortalScheduleWords): Flash | null {
  switch (said) {
    case 'schedule_paused':
      return { tone: 'good', text: words.paused };
    case 'schedule_resumed':
      return { tone: 'good', text: words.resumed };
    case 'schedule_ended':
      return { tone: 'good', text: words.ended };
    case 'schedule_changed':
      return { tone: 'wait', text: words.changed };
    case 'schedule_busy':
      return { tone: 'bad', text: words.busy };
    default:
      return null;
  }
}
