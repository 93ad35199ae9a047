/** Why an act on a submission is refused, as its asker reads it. */
import type { SubmissionRow } from '../db/schema.ts';
import { badInput, DomainError } from '../domain/errors.ts';
import type { Obstacle } from '../domain/review.ts';
import { PERMISSIONS } from '../domain/roles.ts';
import { SUBMISSION_ACTS, SUBMISSION_STATES, type SubmissionAct } from '../domain/submissions.ts';

export function obstacleWords(obstacle: Obstacle, act: SubmissionAct, { region, period, version, state }: SubmissionRow): DomainError {
  const { zh, permission, from } = SUBMISSION_ACTS[act];
  const which = `${region} ${period} 第 ${version} 版`;
  switch (obstacle) {
    case 'PERMISSION':
      return new DomainError('FORBIDDEN', `您的角色没有「${PERMISSIONS[permission].zh}」的权限。需要时请联系安全管理员授予。`);
    case 'SCOPE':
      return new DomainError(
        'FORBIDDEN',
        `${region} 不在您的填报范围内，不能${zh}。请由负责该地区的人办理，或联系安全管理员调整填报范围。`,
      );
    case 'OWN':
      return new DomainError('FORBIDDEN', `${which}是您自己报送的，不能由您${zh}。请由另一位审核员办理。`);
    case 'REPLACED':
      return badInput(`${which}已由后来的版本代替，不能再${zh}。请刷新后办理现行的一版。`);
    case 'STATE':
      return badInput(
        `${which}现在是「${SUBMISSION_STATES[state].zh}」，不能${zh}：只有「${from.map((one) => SUBMISSION_STATES[one].zh).join('」「')}」的可以。请刷新后再看。`,
      );
  }
}
