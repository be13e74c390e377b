do $$
begin
    -- The up script adds nothing to remove.
    null;
end
$$;
