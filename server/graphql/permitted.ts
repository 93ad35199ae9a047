/** Who asks for what only some may do. */
import type { Actor } from '../domain/audit.ts';
import { DomainError } from '../domain/errors.ts';
import { PERMISSIONS, type Permission } from '../domain/roles.ts';
import type { Viewer } from '../domain/viewers.ts';
import type { Context } from './context.ts';

type Permitted = Viewer & { readonly permissions?: readonly Permission[] };

/** Gives who it is, for the audit log. @throws DomainError UNAUTHENTICATED for who is not signed in, FORBIDDEN otherwise */
export function assertPermitted({ viewer, actor }: Context, permission: Permission): Actor {
  const what = `「${PERMISSIONS[permission].zh}」`;
  if (viewer === null) throw new DomainError('UNAUTHENTICATED', `${what}须先登录。请登录后再试。`);
  const { permissions = [] }: Permitted = viewer;
  if (!permissions.includes(permission)) throw new DomainError('FORBIDDEN', `您的角色没有${what}的权限。需要时请联系安全管理员授予。`);
  return actor;
}
