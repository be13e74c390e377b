do $$
begin
    perform pg_advisory_xact_lock(hashtext('widens-a-type'));
    if exists (
        select from pg_attribute
        where attrelid = 'event'::regclass and attname = 'code' and not attisdropped
            and col_description(attrelid, attnum) = 'widened by: widens-a-type'
    ) then
        set local lock_timeout = '500ms';
        alter table event alter column code type integer;
        comment on column event.code is null;
    end if;
end
$$;
