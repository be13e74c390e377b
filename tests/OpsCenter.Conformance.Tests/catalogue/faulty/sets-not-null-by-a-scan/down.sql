do $$
begin
    perform pg_advisory_xact_lock(hashtext('sets-not-null-by-a-scan'));
    if exists (
        select from pg_attribute
        where attrelid = 'purchase'::regclass and attname = 'grade' and not attisdropped
            and col_description(attrelid, attnum) = 'added by: sets-not-null-by-a-scan'
    ) then
        set local lock_timeout = '500ms';
        alter table purchase drop column grade;
    end if;
end
$$;
