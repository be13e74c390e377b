do $$
begin
    perform pg_advisory_xact_lock(hashtext('widens-a-type'));
    if exists (
        select from pg_attribute
        where attrelid = 'event'::regclass and attname = 'code' and not attisdropped and atttypid = 'integer'::regtype
    ) then
        set local lock_timeout = '500ms';
        alter table event alter column code type bigint;
        comment on column event.code is 'widened by: widens-a-type';
    end if;
end
$$;
