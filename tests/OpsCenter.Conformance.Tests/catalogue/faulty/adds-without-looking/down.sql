alter table customer drop column if exists phone;
