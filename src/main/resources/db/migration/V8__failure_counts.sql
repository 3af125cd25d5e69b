-- So that each failure changes its row, and takes as long as any other.
alter table login_failure add column failures_while_locked integer not null default 0;
-- In place of reserved, which the release after this one drops.
alter table login_failure add column reservations text not null default '';
update login_failure set locked_until = '9999-12-31T00:00:00Z' where locked_until = 'infinity';
