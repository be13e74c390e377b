do $$
begin
    perform pg_advisory_xact_lock(hashtext('validates-a-check-at-once'));
    if exists (
        select from pg_attribute
        where attrelid = 'customer'::regclass and attname = 'grade' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: validates-a-check-at-once'
    ) then
        set local lock_timeout = '500ms';
        alter table customer drop column grade;
    end if;
end
$$;
