-- What a claimed call may do and where, so that others wait for it. Null in claims from before there were limits.
alter table claim add column risk text;
alter table claim add column environment text;
