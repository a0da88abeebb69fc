import type { AlarmNotice, AlarmSent } from '../../domain/watch/notice.ts';
import type { Way } from '../../domain/watch/telling.ts';

/** One way to reach the person on duty. It never throws for an external failure. */
export interface AlarmWay {
  readonly way: Way;
  send(notice: AlarmNotice): Promise<AlarmSent>;
}
