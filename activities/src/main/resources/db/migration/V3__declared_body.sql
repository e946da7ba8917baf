-- What was said when an incident was declared under a client's key, so that the same key with another body is refused.
alter table incident add column declaration_body text;
