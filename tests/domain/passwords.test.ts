import { describe, expect, it } from 'vitest';
import { assertGoodPassword } from '../../server/domain/passwords.ts';

describe('a password', () => {
  it.each([
    ['of 9 characters', '9 chars!!', '有 9 个字符，至少 10 个'],
    ['of 129 characters', 'ab'.repeat(64) + 'c', '有 129 个字符，最多 128 个'],
    ['with a line break', 'correct\nhorse', '控制字符'],
    ['that is the login name', 'Zhang.San-001', '不能是登录名'],
    ['that holds the login name', 'my zhangsan001 pass', '不能是登录名'],
    ['of digits in a row', '1234567890', '连续或重复'],
    ['of digits in a row, downwards', '9876543210', '连续或重复'],
    ['of letters in a row', 'abcdefghijk', '连续或重复'],
    ['of one sign', 'aaaaaaaaaaaa', '连续或重复'],
    ['of one word twice', 'passwordpassword', '连续或重复'],
    ['that everybody has', 'P@ssw0rd..', '最常见'],
    ['that everybody has, with a year', 'Password2026', '最常见'],
    ['that everybody has, with signs between', 'w-o-d-e-m-i-m-a', '最常见'],
    ['of a row of keys', '1qaz2wsx3edc', '最常见'],
  ])('%s is refused, and is told why', (_what, password, words) => {
    expect(() => assertGoodPassword(password, 'zhang.san-001')).toThrow(words);
  });

  it.each([
    'correct horse battery',
    '两新 组织 工作 覆盖 2026',
    'Tq8#vLm2!x',
    'k7mq-2x9v-bb4t-w3ce',
    '一把雨伞 river stone lamp window 门前两棵枣树',
  ])('«%s» is taken', (password) => {
    expect(() => assertGoodPassword(password, 'zhang.san')).not.toThrow();
  });
});
