do $$
begin
    perform pg_advisory_xact_lock(hashtext('assumes-nothing-refers'));
    if exists (
        select from pg_attribute
        where attrelid = 'setting'::regclass and attname = 'kind' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: assumes-nothing-refers'
    ) then
        set local lock_timeout = '500ms';
        alter table setting drop column kind;
    end if;
end
$$;
